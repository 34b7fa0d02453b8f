//! The closed lists of the language: each word once, shared by the grammar's lowering, the model, the formatter and the messages.

/// Declares an enumeration whose variants are French words of the language.
macro_rules! vocabulary {
    ($(#[$about:meta])* $name:ident { $($(#[$meta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$meta])* #[doc = concat!("« ", $word, " »")] $variant),+ }

        impl $name {
            /// Every word of the list, in the order of the language reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of the language.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

vocabulary!(
    /// What kind of body an organisation is; rules of law read it.
    OrganisationNature {
        State = "état",
        LocalAuthority = "collectivité",
        SocialSecurity = "sécurité sociale",
        PublicBody = "établissement",
        Court = "juridiction",
        Chamber = "consulaire",
        Association = "association",
        Private = "privé",
    }
);

vocabulary!(
    /// Whom a procedure is for.
    Audience {
        Individual = "particulier",
        Professional = "professionnel",
        Business = "entreprise",
        Association = "association",
        LocalAuthority = "collectivité",
        PublicAgent = "agent public",
    }
);

vocabulary!(
    /// How an act is done (CPSV-AP `Channel` types).
    ChannelKind {
        Online = "en ligne",
        Counter = "au guichet",
        Post = "par courrier",
        Telephone = "par téléphone",
        Email = "par courriel",
        Video = "en visio",
        Home = "à domicile",
    }
);

impl ChannelKind {
    /// Whether it needs a screen and a connection.
    #[must_use]
    pub const fn is_digital(self) -> bool {
        matches!(self, Self::Online | Self::Email | Self::Video)
    }
}

vocabulary!(
    /// What a datum is in itself, when a form has a field of its own for it: read by rules that look for what is asked twice.
    Concept {
        Siret = "siret",
        Rna = "numéro rna",
        Rnf = "numéro rnf",
        Iban = "iban",
        Address = "adresse",
        Town = "commune",
        Department = "département",
        Region = "région",
        Grouping = "epci",
        Country = "pays",
        Telephone = "téléphone",
        Email = "courriel",
        Title = "civilité",
        School = "établissement scolaire",
        File = "dossier déposé",
        Place = "lieu sur une carte",
        TaxNotice = "avis d'impôt",
        FamilyBenefits = "dossier caf",
        JobSeeker = "dossier france travail",
        Student = "dossier étudiant",
    }
);

vocabulary!(
    /// How a person learns where their file stands.
    TrackingMeans {
        Online = "en ligne",
        TextMessage = "sms",
        Email = "courriel",
        Post = "courrier",
        Telephone = "téléphone",
        Counter = "au guichet",
    }
);

vocabulary!(
    /// In what form a document must be given.
    EvidenceForm {
        CertifiedCopy = "en copie certifiée conforme",
        Copy = "en copie",
        Original = "en original",
        Translated = "traduite",
        Legalised = "légalisée",
    }
);

vocabulary!(
    /// The ways to contest a decision.
    AppealKind {
        Gracious = "gracieux",
        Hierarchical = "hiérarchique",
        Litigation = "contentieux",
        Amicable = "amiable",
        Mandatory = "préalable obligatoire",
        Mediator = "médiateur",
        RightsDefender = "défenseur des droits",
    }
);

vocabulary!(
    /// What silence means.
    SilenceEffect {
        Rejection = "rejet",
        Acceptance = "acceptation",
    }
);

vocabulary!(
    /// How one may pay.
    PaymentMeans {
        Card = "carte",
        Cash = "espèces",
        Cheque = "chèque",
        Stamp = "timbre",
        Transfer = "virement",
    }
);

vocabulary!(
    /// What happens to an incomplete file.
    IncompleteFile {
        Completion = "demande de complément",
        Rejection = "rejet",
        Suspension = "suspension",
    }
);

vocabulary!(
    /// How one signs.
    Signature {
        Handwritten = "manuscrite",
        Electronic = "électronique",
    }
);

vocabulary!(
    /// Who decides.
    DecisionMode {
        Automatic = "automatique",
        Agent = "agent",
    }
);

vocabulary!(
    /// What starts a time limit.
    StartEvent {
        CompleteFile = "du dossier complet",
        Submission = "du dépôt",
        Acknowledgement = "de l'accusé de réception",
        Application = "de la demande",
        Notification = "de la notification",
        Decision = "de la décision",
        Appointment = "du rendez-vous",
        LifeEvent = "de l'événement",
    }
);

vocabulary!(
    /// What a letter is.
    LetterKind {
        Acknowledgement = "accusé de réception",
        Decision = "décision",
        Refusal = "refus",
        CompletionRequest = "demande de complément",
        Information = "information",
    }
);

vocabulary!(
    /// What a letter states.
    Mention {
        AgentFirstName = "agent_prénom",
        AgentName = "agent_nom",
        AgentRole = "agent_qualité",
        AgentAddress = "agent_adresse",
        Signature = "signature",
        Service = "service",
        Telephone = "téléphone",
        ReceptionDate = "date_réception",
        Silence = "silence",
        Appeals = "recours",
        LegalGrounds = "motifs_droit",
        FactualGrounds = "motifs_fait",
        MissingEvidence = "pièces_manquantes",
        Certificate = "attestation",
        Algorithm = "algorithme",
    }
);

vocabulary!(
    /// The facts that may be declared absent: `suivi aucun parce que « … »`.
    FactKind {
        Acronym = "sigle",
        Purpose = "finalité",
        Presentation = "présentation",
        Audience = "public",
        Organisation = "organisme",
        LifeEvent = "événement",
        LegalBasis = "fondement",
        Volume = "volume",
        Languages = "langues",
        Review = "revue",
        Contact = "contact",
        Tracking = "suivi",
        Feedback = "avis",
        Acknowledgement = "accusé de réception",
        IncompleteFile = "dossier incomplet",
        Cost = "coût",
        Payment = "paiement",
        DataNotice = "données",
        Output = "produit",
        Decision = "décision",
        Appeal = "recours",
        Silence = "silence",
        Refusal = "refus",
        Discretion = "marge",
        ProcessingTime = "délai",
        Evidence = "fournir",
        Data = "demande",
        Counter = "guichet",
        Telephone = "téléphone",
        Support = "accompagnement",
        ObtainingTime = "délai d'obtention",
        Issuer = "délivrée",
        Provider = "obtenue",
        Exchange = "échange",
        Duration = "durée",
        Sanction = "sanction",
        Transition = "transition",
    }
);

vocabulary!(
    /// How the value of a rule is rounded. An amount « à l'euro » goes to the nearest, half away from zero (code général des impôts,
    /// article 1657: a fraction of 0,50 counts for one); a date is rounded when the day asked does not exist, as 30 February.
    Rounding {
        Euro = "à l'euro",
        EuroUp = "à l'euro supérieur",
        EuroDown = "à l'euro inférieur",
        Cent = "au centime",
        CentUp = "au centime supérieur",
        CentDown = "au centime inférieur",
        Whole = "à l'entier",
        WholeUp = "à l'entier supérieur",
        WholeDown = "à l'entier inférieur",
        DateUp = "au jour suivant",
        DateDown = "au jour précédent",
    }
);
