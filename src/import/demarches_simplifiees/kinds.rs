//! What each type of field (`__typename`) is: a datum, a document, a text to read, a block that repeats.

use crate::values::Concept;

/// What a field is for the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A title in the form.
    Header,
    /// A text to read.
    Explanation,
    /// A file to join.
    Document,
    /// A file to join that the platform itself types as an identity document.
    IdentityDocument,
    /// A block of fields, as many times as needed.
    Repetition,
    /// A datum.
    Datum(Answer, Option<Concept>),
}

/// What the answer to a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Text,
    Integer,
    Decimal,
    Date,
    Boolean,
    /// One of the options.
    One,
    /// Several of the options.
    Several,
    /// « Mme » or « M. ».
    Title,
}

/// What a `__typename` is; `None` when it is of no known type.
pub(super) fn kind(typename: &str) -> Option<Kind> {
    let concept = |concept| Kind::Datum(Answer::Text, Some(concept));
    let datum = |answer| Kind::Datum(answer, None);
    Some(match typename.strip_suffix("ChampDescriptor")? {
        "HeaderSection" => Kind::Header,
        "Explication" => Kind::Explanation,
        "PieceJustificative" => Kind::Document,
        "TitreIdentite" => Kind::IdentityDocument,
        "Repetition" => Kind::Repetition,
        // `Referentiel` and `EngagementJuridique` are codes chosen in a list that is elsewhere.
        "Text" | "Textarea" | "Formatted" | "ExpressionReguliere" | "Referentiel" | "EngagementJuridique" | "COJO" => {
            datum(Answer::Text)
        }
        "IntegerNumber" => datum(Answer::Integer),
        "Number" | "DecimalNumber" => datum(Answer::Decimal),
        "Date" | "Datetime" => datum(Answer::Date),
        "YesNo" | "Checkbox" => datum(Answer::Boolean),
        "DropDownList" | "LinkedDropDownList" => datum(Answer::One),
        "MultipleDropDownList" => datum(Answer::Several),
        "Civilite" => Kind::Datum(Answer::Title, Some(Concept::Title)),
        "Siret" => concept(Concept::Siret),
        "RNA" | "Rna" => concept(Concept::Rna),
        "RNF" | "Rnf" => concept(Concept::Rnf),
        "Iban" => concept(Concept::Iban),
        "Address" => concept(Concept::Address),
        "Commune" | "Communes" => concept(Concept::Town),
        "Departement" | "Departements" => concept(Concept::Department),
        "Region" | "Regions" => concept(Concept::Region),
        "Epci" => concept(Concept::Grouping),
        "Pays" => concept(Concept::Country),
        "Phone" => concept(Concept::Telephone),
        "Email" => concept(Concept::Email),
        "AnnuaireEducation" => concept(Concept::School),
        "DossierLink" => concept(Concept::File),
        "Carte" => concept(Concept::Place),
        "Dgfip" => concept(Concept::TaxNotice),
        "Cnaf" => concept(Concept::FamilyBenefits),
        "PoleEmploi" => concept(Concept::JobSeeker),
        "Mesri" => concept(Concept::Student),
        _ => return None,
    })
}
