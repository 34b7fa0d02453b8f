//! The form of a procedure: one step done on line by the person, with what it asks, in the order of the form.
//!
//! A form is **one step**, however many titles it has: it is filled in at one place and sent at once, and a title is no act. Making steps of titles
//! would count journeys of ten steps where a person does one thing. Titles are kept as instructions, in their order; what a block repeats lies
//! within the place of its [`Repetition`].

use super::conditions::Conditions;
use super::fields::Field;
use super::json::{Record, text_of};
use super::kinds::{Answer, Kind};
use crate::model::{Data, Evidence, Repetition, Sourced, Stated, Step};
use crate::source::{Location, Span, Spanned};
use crate::values::{Concept, DataType, Expression, Qualifiers, Reference, RequiredEvidence, Requirement, SymbolId, Text};

/// What a form gives.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) step: Step,
    /// The data it asks, then those its conditions speak of.
    pub(super) data: Vec<Data>,
    /// The documents the platform types itself.
    pub(super) evidences: Vec<Evidence>,
}

impl Form {
    /// Gives back the room that lists took to grow: all the forms are kept together.
    fn shrink(&mut self) {
        let step = &mut self.step;
        if let Some(asks) = step.asks.said_mut() {
            asks.shrink_to_fit();
        }
        if let Some(requirements) = step.requirements.said_mut() {
            requirements.shrink_to_fit();
        }
        step.instructions.shrink_to_fit();
        self.data.shrink_to_fit();
    }
}

/// Reads the fields of a form.
pub(super) fn read<'a>(record: &mut Record<'a>, fields: &[Field<'a>]) -> Form {
    let conditions = Conditions::new(record, fields);
    let mut reader = Reader { record, form: Form::default(), conditions, sections: Vec::new(), blocks: Vec::new() };
    for field in fields {
        reader.field(field);
    }
    let Reader { mut form, conditions, .. } = reader;
    form.data.extend(conditions.into_data());
    form.shrink();
    form
}

struct Reader<'r, 'a> {
    record: &'r mut Record<'a>,
    form: Form,
    conditions: Conditions,
    /// The titles one is under, with their depth and condition: what hides a title hides its section.
    sections: Vec<(u64, Option<Expression>)>,
    /// The blocks one is in, with their depth and condition.
    blocks: Vec<(u32, Option<Expression>)>,
}

impl<'a> Reader<'_, 'a> {
    fn field(&mut self, field: &Field<'a>) {
        self.blocks.retain(|(depth, _)| *depth < field.depth);
        let label = self.record.text(field.raw.label, format_args!("{}.label", field.path));
        let label = label.unwrap_or_else(|| Text::new(Box::default(), field.span));
        let description = self.record.words(field.raw.description, format_args!("{}.description", field.path));
        let description = description.filter(|description| description.value != label.value);
        match field.kind {
            Kind::Header => self.header(field, label, description),
            Kind::Explanation => self.say(field, [Some(label), description]),
            Kind::Document => self.document(field, label, description),
            Kind::IdentityDocument => self.identity_document(field, label, description),
            Kind::Repetition => self.repetition(field, label, description),
            Kind::Datum(answer, concept) => self.datum(field, label, description, answer, concept),
        }
    }

    fn header(&mut self, field: &Field<'a>, label: Text, description: Option<Text>) {
        let level = self.record.whole(field.raw.level, format_args!("{}.level", field.path)).map_or(1, |(level, _)| level);
        self.sections.retain(|(other, _)| *other < level);
        let condition = self.own_condition(field);
        self.sections.push((level, condition));
        self.say(field, [Some(label), description]);
    }

    fn say(&mut self, field: &Field<'a>, texts: [Option<Text>; 2]) {
        let origin = self.record.exact(field.span);
        let said = texts.into_iter().flatten().filter(|text| !text.value.trim().is_empty());
        self.form.step.instructions.extend(said.map(|value| Sourced { value, origin }));
    }

    fn document(&mut self, field: &Field<'a>, label: Text, explanation: Option<Text>) {
        self.requirement(field, RequiredEvidence::Described(label), explanation);
    }

    /// Its label is kept as its title, and what the platform knows of it as another wording.
    fn identity_document(&mut self, field: &Field<'a>, label: Text, explanation: Option<Text>) {
        let origin = self.record.exact(field.span);
        let heading = Location::new(origin.location.file, label.span);
        let reference = Reference::new(field.name.clone(), label.span);
        let synonym = Text::new(IDENTITY_DOCUMENT.into(), field.span);
        let evidence = Evidence {
            name: field.name.clone(),
            title: label.value,
            origin,
            heading,
            synonyms: vec![synonym],
            ..Evidence::default()
        };
        self.form.evidences.push(evidence);
        self.requirement(field, RequiredEvidence::Named(reference), explanation);
    }

    fn requirement(&mut self, field: &Field<'a>, evidence: RequiredEvidence, explanation: Option<Text>) {
        let qualifiers = self.qualifiers(field);
        let value =
            Requirement { evidence: vec![evidence], max_age: None, forms: Vec::new(), copies: None, explanation, qualifiers };
        let origin = self.record.exact(field.span);
        add(&mut self.form.step.requirements, Sourced { value, origin });
    }

    fn repetition(&mut self, field: &Field<'a>, title: Text, explanation: Option<Text>) {
        let qualifiers = self.qualifiers(field);
        self.blocks.push((field.depth, qualifiers.condition.clone()));
        let value = Repetition { title, explanation, qualifiers };
        self.form.step.repetitions.push(Sourced { value, origin: self.record.exact(field.span) });
    }

    fn datum(&mut self, field: &Field<'a>, label: Text, explanation: Option<Text>, answer: Answer, concept: Option<Concept>) {
        let origin = self.record.exact(field.span);
        let qualifiers = self.qualifiers(field);
        let reference = Reference::new(field.name.clone(), label.span);
        let data_type = self.data_type(field, answer);
        add(&mut self.form.step.asks, Sourced { value: (reference, qualifiers), origin });
        self.form.data.push(Data {
            symbol: SymbolId::default(),
            name: field.name.clone(),
            origin,
            heading: Location::new(origin.location.file, label.span),
            data_type,
            unit: None,
            bounds: None,
            question: Some(label),
            explanation,
            concept: concept.map(|concept| Spanned::new(concept, field.span)),
            source: None,
            sensitive: None,
            used_for: None,
        });
    }

    fn data_type(&mut self, field: &Field<'a>, answer: Answer) -> DataType {
        match answer {
            Answer::Text => DataType::Text,
            Answer::Integer => DataType::Integer,
            Answer::Decimal => DataType::Decimal,
            Answer::Date => DataType::Date,
            Answer::Boolean => DataType::Boolean,
            Answer::Title => DataType::OneOf(["Mme", "M."].map(|title| Text::new(title.into(), field.span)).into()),
            Answer::One | Answer::Several => match self.record.options(field) {
                options if options.is_empty() => DataType::Text,
                options => DataType::OneOf(options),
            },
        }
    }

    /// Whether a field is required, and under which condition it is there at all: its own, that of its section, that of its block.
    fn qualifiers(&mut self, field: &Field<'a>) -> Qualifiers {
        let required = self.record.boolean(field.raw.required, format_args!("{}.required", field.path));
        let optional = required.filter(|(required, _)| !required).map(|(_, span)| span);
        let own = self.own_condition(field);
        let sections = self.sections.iter().filter_map(|(_, condition)| condition.clone());
        let blocks = self.blocks.iter().filter_map(|(_, condition)| condition.clone());
        let condition = super::conditions::all(sections.chain(blocks).chain(own));
        Qualifiers { condition, optional, ..Qualifiers::default() }
    }

    fn own_condition(&mut self, field: &Field<'a>) -> Option<Expression> {
        field.raw.condition.and_then(|condition| self.conditions.read(self.record, condition, field))
    }
}

/// What the platform calls its own identity document field.
const IDENTITY_DOCUMENT: &str = "titre d'identité";

impl<'a> Record<'a> {
    /// The options one can choose: a line « --Titre-- » only groups those that follow it; « Autre » comes last when it is allowed.
    pub(super) fn options(&mut self, field: &Field<'a>) -> Vec<Text> {
        let path = &field.path;
        let mut options = Vec::new();
        for (rank, raw) in self.list(field.raw.options, format_args!("{path}.options")).into_iter().enumerate() {
            match text_of(raw) {
                Some(option) if is_group(&option) => {}
                Some(option) => options.push(Text::new(option, self.place(raw))),
                None => self.wrong(raw, format_args!("{path}.options[{rank}]"), "un texte"),
            }
        }
        let other = self.boolean(field.raw.other_option, format_args!("{path}.otherOption"));
        if let Some((true, span)) = other
            && options.iter().all(|option| &*option.value != "Autre")
        {
            options.push(Text::new("Autre".into(), span));
        }
        options.shrink_to_fit();
        options
    }
}

fn is_group(option: &str) -> bool {
    option.len() > 4 && option.starts_with("--") && option.ends_with("--")
}

fn add<T>(list: &mut Stated<Vec<Sourced<T>>>, fact: Sourced<T>) {
    match list {
        Stated::Said(facts) => facts.push(fact),
        Stated::NotSaid | Stated::None(_) => *list = Stated::Said(vec![fact]),
    }
}

/// The place of a name that a condition uses, and the datum it speaks of that nobody is asked: the department of a town, for instance.
pub(super) fn known(name: Box<str>, question: String, data_type: DataType, file: Location) -> Data {
    let span: Span = file.span;
    Data {
        symbol: SymbolId::default(),
        name,
        origin: crate::model::Origin { location: file, confidence: crate::model::Confidence::Exact },
        heading: file,
        data_type,
        unit: None,
        bounds: None,
        question: Some(Text::new(question.into(), span)),
        explanation: None,
        concept: None,
        source: None,
        sensitive: None,
        used_for: None,
    }
}
