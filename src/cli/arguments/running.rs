//! What runs rules: for one person, for the examples, for a population.

use super::{ARGUMENTS, OPTIONS, OUTPUT, SUBJECT, date};
use crate::output::roadmap::RoadmapFormat;
use crate::values::Date;
use clap::Args;
use std::path::PathBuf;

/// A person and a day: what a procedure is run for.
#[derive(Debug, Args)]
pub(in crate::cli) struct PersonArgs {
    /// Ce qu'on sait de la personne : un fichier .toml ou .json, une donnée par ligne
    #[arg(short, long, value_name = "FICHIER", help_heading = SUBJECT)]
    pub(in crate::cli) situation: Option<PathBuf>,

    /// Une donnée de plus, comme « âge = 8 ans » ; elle l'emporte sur le fichier
    #[arg(short = 'd', long = "donnée", alias = "donnee", value_name = "DONNÉE=VALEUR", help_heading = SUBJECT)]
    pub(in crate::cli) facts: Vec<String>,

    /// Jour où la personne commence, AAAA-MM-JJ ; aujourd'hui sinon
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = SUBJECT)]
    pub(in crate::cli) aujourd_hui: Option<Date>,
}

/// `limpide run`
#[derive(Debug, Args)]
pub(in crate::cli) struct RunArgs {
    /// Le nom de la démarche
    #[arg(value_name = "DÉMARCHE", help_heading = ARGUMENTS)]
    pub(in crate::cli) name: String,

    /// Fichiers ou dossiers ; sans rien, le dossier courant
    #[arg(value_name = "CHEMIN", help_heading = ARGUMENTS)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Who it is for, and when.
    #[command(flatten)]
    pub(in crate::cli) person: PersonArgs,

    /// Forme : texte (par défaut) ou json
    #[arg(long, value_name = "FORME", value_parser = roadmap_format, help_heading = OUTPUT)]
    pub(in crate::cli) format: Option<RoadmapFormat>,
}

/// `limpide ask`
#[derive(Debug, Args)]
pub(in crate::cli) struct AskArgs {
    /// Le nom d'une démarche ou d'un parcours
    #[arg(value_name = "DÉMARCHE|PARCOURS", help_heading = ARGUMENTS)]
    pub(in crate::cli) name: String,

    /// Fichiers ou dossiers ; sans rien, le dossier courant
    #[arg(value_name = "CHEMIN", help_heading = ARGUMENTS)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Who it is for, and when.
    #[command(flatten)]
    pub(in crate::cli) person: PersonArgs,

    /// Ne pose rien : dit la prochaine question et ce qui est décidé, en JSON
    #[arg(long, help_heading = OUTPUT)]
    pub(in crate::cli) json: bool,
}

/// `limpide test`
#[derive(Debug, Args)]
pub(in crate::cli) struct TestArgs {
    /// Fichiers ou dossiers ; sans rien, le dossier courant
    #[arg(value_name = "CHEMIN", help_heading = ARGUMENTS)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Fichier où écrire aussi le résultat au format JUnit, pour l'intégration continue
    #[arg(long, value_name = "FICHIER", help_heading = OUTPUT)]
    pub(in crate::cli) junit: Option<PathBuf>,

    /// Jour pour lequel on joue les cas qui n'en disent pas, AAAA-MM-JJ ; aujourd'hui sinon
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = SUBJECT)]
    pub(in crate::cli) aujourd_hui: Option<Date>,
}

/// `limpide simulate`
#[derive(Debug, Args)]
pub(in crate::cli) struct SimulateArgs {
    /// Le nom de la démarche
    #[arg(value_name = "DÉMARCHE", help_heading = ARGUMENTS)]
    pub(in crate::cli) name: String,

    /// Fichiers ou dossiers ; sans rien, le dossier courant
    #[arg(value_name = "CHEMIN", help_heading = ARGUMENTS)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Les personnes, une par ligne : .csv, .jsonl ou .parquet ; les colonnes portent les noms des données
    #[arg(short, long, value_name = "FICHIER", help_heading = SUBJECT)]
    pub(in crate::cli) population: PathBuf,

    /// Une colonne à recopier telle quelle, comme un identifiant
    #[arg(long = "garder", value_name = "COLONNE", help_heading = SUBJECT)]
    pub(in crate::cli) copied: Vec<String>,

    /// Jour pour lequel on calcule, AAAA-MM-JJ ; aujourd'hui sinon
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = SUBJECT)]
    pub(in crate::cli) aujourd_hui: Option<Date>,

    /// Fichier CSV où écrire ; sans rien, la sortie standard
    #[arg(short, long, value_name = "FICHIER", help_heading = OUTPUT)]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Nombre de fils de calcul ; un par cœur sinon
    #[arg(long, value_name = "N", help_heading = OPTIONS)]
    pub(in crate::cli) threads: Option<usize>,
}

fn roadmap_format(text: &str) -> Result<RoadmapFormat, String> {
    let known = RoadmapFormat::ALL.into_iter().find(|format| format.name() == text);
    known.ok_or_else(|| format!("les formes sont {}", RoadmapFormat::ALL.map(RoadmapFormat::name).join(", ")))
}
