//! The command line, in French: its words, its help, and the parsing of its values.

mod running;

pub(super) use running::{AskArgs, PersonArgs, RunArgs, SimulateArgs, TestArgs};

use crate::findings::Severity;
use crate::output::Format;
use crate::output::audit::AuditFormat;
use crate::output::journey::JourneyFormat;
use crate::values::Date;
use clap::builder::Styles;
use clap::builder::styling::{AnsiColor, Effects};
use clap::{ArgAction, Args, Parser, Subcommand};
use std::path::PathBuf;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Yellow.on_default().effects(Effects::BOLD))
    .usage(AnsiColor::Yellow.on_default().effects(Effects::BOLD))
    .literal(AnsiColor::Cyan.on_default())
    .placeholder(AnsiColor::Green.on_default());

/// Colours are stripped by whoever prints the help when they are not wanted.
const TEMPLATE: &str = "{about-with-newline}\n\u{1b}[1;33mUtilisation :\u{1b}[0m {usage}\n\n{all-args}{after-help}\n";

// clap writes a colon right after a heading: the no-break space of French goes before it.
const OPTIONS: &str = "Options\u{a0}";
const ARGUMENTS: &str = "Arguments\u{a0}";
const SUBJECT: &str = "Relecture\u{a0}";
const OUTPUT: &str = "Sortie\u{a0}";
const FIXES: &str = "Corrections\u{a0}";

/// Relit des démarches administratives écrites comme du code, et dit où une personne se perdrait.
#[derive(Debug, Parser)]
#[command(
    name = "limpide",
    version,
    styles = STYLES,
    help_template = TEMPLATE,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_value_name = "COMMANDE",
    subcommand_help_heading = "Commandes\u{a0}",
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "« limpide COMMANDE --help » détaille une commande.\nCode de sortie : 0 rien à dire, 1 des constats, 2 quelque chose n'a pas pu être lu."
)]
pub(super) struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,

    /// Affiche cette aide
    #[arg(short = 'h', long = "help", action = ArgAction::Help, global = true, help_heading = OPTIONS)]
    help: Option<bool>,

    /// Affiche la version
    #[arg(short = 'V', long = "version", action = ArgAction::Version, help_heading = OPTIONS)]
    version: Option<bool>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Relit des démarches et dit ce qui gênerait une personne
    #[command(help_template = TEMPLATE)]
    Check(Box<CheckArgs>),
    /// Explique une règle : ce qu'elle relève, pourquoi, que faire
    #[command(help_template = TEMPLATE)]
    Explain(ExplainArgs),
    /// Liste les règles
    #[command(help_template = TEMPLATE)]
    Rules(RulesArgs),
    /// Montre le parcours d'une personne à travers les démarches
    #[command(help_template = TEMPLATE)]
    Parcours(JourneyArgs),
    /// Déroule une démarche pour une personne : ses droits, ce qu'elle a à faire, avec quoi et quand
    #[command(help_template = TEMPLATE)]
    Run(RunArgs),
    /// Pose les questions qui changent quelque chose, et dit à mesure ce qui est décidé
    #[command(help_template = TEMPLATE)]
    Ask(AskArgs),
    /// Joue les cas donnés en exemple dans les démarches, et dit lesquels les règles contredisent
    #[command(help_template = TEMPLATE)]
    Test(TestArgs),
    /// Calcule les droits d'une démarche pour chaque ligne d'un tableau de personnes
    #[command(help_template = TEMPLATE)]
    Simulate(SimulateArgs),
    /// Lit ce que l'administration publie déjà : fiches de service-public.fr, formulaires de demarches-simplifiees.fr
    #[command(help_template = TEMPLATE)]
    Import(ImportArgs),
    /// Dit quoi corriger d'abord dans tout un portefeuille de démarches
    #[command(help_template = TEMPLATE)]
    Audit(AuditArgs),
    /// Met en forme les fichiers
    #[command(help_template = TEMPLATE)]
    Fmt(FmtArgs),
    /// Écrit une première démarche à compléter
    #[command(help_template = TEMPLATE)]
    Init(InitArgs),
    /// Sert les constats à un éditeur, pendant la frappe (protocole LSP)
    #[command(help_template = TEMPLATE)]
    Lsp,
}

/// `limpide check`
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Fichiers et dossiers à relire ; « - » lit l'entrée standard. Sans rien, le dossier courant
    #[arg(value_name = "CHEMIN", help_heading = ARGUMENTS)]
    pub(super) paths: Vec<PathBuf>,

    /// Ne garde que ces règles : codes, noms ou familles, séparés par des virgules
    #[arg(long, value_name = "RÈGLES", value_delimiter = ',', help_heading = SUBJECT)]
    pub(super) select: Vec<String>,

    /// Laisse ces règles de côté : codes, noms ou familles, séparés par des virgules
    #[arg(long, value_name = "RÈGLES", value_delimiter = ',', help_heading = SUBJECT)]
    pub(super) ignore: Vec<String>,

    /// Date du jour pour la relecture (AAAA-MM-JJ) ; sans rien, celle de la machine
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = SUBJECT)]
    pub(super) aujourd_hui: Option<Date>,

    /// Compare avec un état précédent du dossier
    #[arg(long, value_name = "DOSSIER", help_heading = SUBJECT)]
    pub(super) avant: Option<PathBuf>,

    /// Nom à montrer pour l'entrée standard
    #[arg(long, value_name = "NOM", help_heading = SUBJECT)]
    pub(super) stdin_filename: Option<String>,

    /// Forme des constats : full (par défaut), concise, json, sarif ou github
    #[arg(long, value_name = "FORME", value_parser = format, help_heading = OUTPUT)]
    pub(super) output_format: Option<Format>,

    /// Écrit aussi les constats dans un fichier, sous cette forme ; peut se répéter
    #[arg(short, value_name = "FORME=FICHIER", value_parser = format_and_file, help_heading = OUTPUT)]
    pub(super) output: Vec<(Format, PathBuf)>,

    /// Gravité à partir de laquelle le code de sortie est 1 : info, conseil, alerte (par défaut), erreur ou jamais
    #[arg(long, value_name = "GRAVITÉ", value_parser = bar, help_heading = OUTPUT)]
    pub(super) fail_on: Option<Bar>,

    /// Ajoute le nombre de constats de chaque règle, et la lisibilité des textes
    #[arg(long, help_heading = OUTPUT)]
    pub(super) statistics: bool,

    /// Montre tous les constats en entier ; sans rien, les 50 premiers, puis une ligne par constat
    #[arg(long, help_heading = OUTPUT)]
    pub(super) tout: bool,

    /// N'écrit pas de couleurs (comme la variable NO_COLOR ; FORCE_COLOR les impose)
    #[arg(long, help_heading = OUTPUT)]
    pub(super) no_color: bool,

    /// Applique les corrections sûres
    #[arg(long, help_heading = FIXES)]
    pub(super) fix: bool,

    /// Avec --fix ou --diff, applique aussi les corrections à relire
    #[arg(long, help_heading = FIXES)]
    pub(super) unsafe_fixes: bool,

    /// Montre ce que --fix changerait, sans rien écrire
    #[arg(long, conflicts_with = "fix", help_heading = FIXES)]
    pub(super) diff: bool,

    /// Nombre de fils d'exécution ; sans rien, autant que de processeurs
    #[arg(long, value_name = "N", value_parser = thread_count, help_heading = OPTIONS)]
    pub(super) threads: Option<usize>,
}

/// `limpide explain`
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Une règle par son code (LAN003) ou son nom (jargon-administratif), ou une famille (LAN)
    #[arg(value_name = "RÈGLE", required_unless_present = "all", help_heading = ARGUMENTS)]
    pub(super) rule: Option<String>,

    /// Explique toutes les règles
    #[arg(long, conflicts_with = "rule", help_heading = OPTIONS)]
    pub(super) all: bool,

    /// Forme de l'explication : text (par défaut), json ou markdown
    #[arg(long, value_name = "FORME", value_parser = page_format, help_heading = OUTPUT)]
    pub(super) format: Option<PageFormat>,
}

/// `limpide rules`
#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// Forme de la liste : text (par défaut), json ou markdown
    #[arg(long, value_name = "FORME", value_parser = page_format, help_heading = OUTPUT)]
    pub(super) format: Option<PageFormat>,
}

/// `limpide parcours`
#[derive(Debug, Args)]
pub(super) struct JourneyArgs {
    /// Le nom d'un parcours ou d'un événement, puis des fichiers ou des dossiers. Sans nom, toutes les démarches ; sans chemin, le dossier
    /// courant
    #[arg(value_name = "NOM|CHEMIN", help_heading = ARGUMENTS)]
    pub(super) what: Vec<PathBuf>,

    /// Jour pour lequel les conditions sont lues, AAAA-MM-JJ ; aujourd'hui sinon
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = SUBJECT)]
    pub(super) aujourd_hui: Option<Date>,

    /// Forme du parcours : texte (par défaut), mermaid, dot ou json
    #[arg(long, value_name = "FORME", value_parser = journey_format, help_heading = OUTPUT)]
    pub(super) format: Option<JourneyFormat>,
}

/// `limpide import`
#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    /// Dossiers ou fichiers .demarche ; .zip ou .xml de service-public.fr ; .json ou .json.gz de demarches-simplifiees.fr
    #[arg(value_name = "SOURCE", required = true, help_heading = ARGUMENTS)]
    pub(super) sources: Vec<PathBuf>,

    /// Fichier où écrire ; sans rien, la sortie standard
    #[arg(short, long, value_name = "FICHIER", help_heading = OUTPUT)]
    pub(super) output: Option<PathBuf>,

    /// Forme : html, json, csv, md ; par défaut celle du nom du fichier, ou md
    #[arg(long, value_name = "FORME", value_parser = audit_format, help_heading = OUTPUT)]
    pub(super) format: Option<AuditFormat>,

    /// Un audit antérieur (forme json), pour dire ce qui a changé
    #[arg(long, value_name = "FICHIER", help_heading = OUTPUT)]
    pub(super) compare: Option<PathBuf>,

    /// La page d'une seule démarche, par son nom (f991_part, d74335…) ; ce qui la lie aux autres est gardé
    #[arg(long, value_name = "NOM", help_heading = SUBJECT)]
    pub(super) demarche: Option<String>,

    /// Applique aussi les règles dont la précision n'a pas été mesurée sur des textes importés
    #[arg(long, help_heading = SUBJECT)]
    pub(super) toutes_les_regles: bool,

    /// Jour de l'audit, AAAA-MM-JJ ; aujourd'hui sinon
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = SUBJECT)]
    pub(super) aujourd_hui: Option<Date>,
}

/// What to import.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// Archives .zip, dossiers ou fichiers .xml de service-public.fr ; exports .json ou .json.gz de demarches-simplifiees.fr
    #[arg(value_name = "SOURCE", required = true, help_heading = ARGUMENTS)]
    pub(super) sources: Vec<PathBuf>,

    /// Fichier où écrire, ou dossier avec « --as demarche » ; sans rien, la sortie standard
    #[arg(short, long, value_name = "FICHIER", help_heading = OUTPUT)]
    pub(super) output: Option<PathBuf>,

    /// Forme : jsonl (par défaut), un objet JSON par fiche ; demarche, un fichier par démarche, dans le langage
    #[arg(long = "as", value_name = "FORME", value_parser = import_form, help_heading = OUTPUT)]
    pub(super) form: Option<ImportForm>,
}

/// How what is imported is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ImportForm {
    /// One JSON object for each record.
    Jsonl,
    /// One file of the language for each procedure.
    Demarche,
}

/// `limpide fmt`
#[derive(Debug, Args)]
pub(super) struct FmtArgs {
    /// Fichiers et dossiers à mettre en forme ; « - » lit l'entrée standard. Sans rien, le dossier courant
    #[arg(value_name = "CHEMIN", help_heading = ARGUMENTS)]
    pub(super) paths: Vec<PathBuf>,

    /// N'écrit rien : dit quels fichiers ne sont pas en forme, et sort avec le code 1 s'il y en a
    #[arg(long, help_heading = OPTIONS)]
    pub(super) check: bool,

    /// N'écrit rien : montre ce qui changerait, et sort avec le code 1 s'il y a quelque chose
    #[arg(long, help_heading = OPTIONS)]
    pub(super) diff: bool,
}

/// `limpide init`
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// Dossier où écrire ; sans rien, le dossier courant
    #[arg(value_name = "DOSSIER", help_heading = ARGUMENTS)]
    pub(super) folder: Option<PathBuf>,
}

/// The form of the explanation of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageFormat {
    /// For a person at a terminal.
    Text,
    /// For programs.
    Json,
    /// For a page.
    Markdown,
}

/// The gravity from which a run fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bar {
    /// From that gravity.
    From(Severity),
    /// Whatever is found.
    Never,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "une date s'écrit 2026-11-22".to_owned())
}

fn format(text: &str) -> Result<Format, String> {
    let known = Format::ALL.into_iter().find(|format| format.name() == text);
    known.ok_or_else(|| format!("les formes sont {}", Format::ALL.map(Format::name).join(", ")))
}

fn format_and_file(text: &str) -> Result<(Format, PathBuf), String> {
    let Some((name, file)) = text.split_once('=').filter(|(_, file)| !file.is_empty()) else {
        return Err("on écrit FORME=FICHIER, par exemple « sarif=constats.sarif »".to_owned());
    };
    Ok((format(name)?, PathBuf::from(file)))
}

fn journey_format(text: &str) -> Result<JourneyFormat, String> {
    let known = JourneyFormat::ALL.into_iter().find(|format| format.name() == text);
    known.ok_or_else(|| format!("les formes sont {}", JourneyFormat::ALL.map(JourneyFormat::name).join(", ")))
}

fn audit_format(text: &str) -> Result<AuditFormat, String> {
    let named = |format: &AuditFormat| format.name() == text;
    AuditFormat::ALL.into_iter().find(named).ok_or_else(|| "les formes sont html, json, csv, md".to_owned())
}

fn import_form(text: &str) -> Result<ImportForm, String> {
    match text {
        "jsonl" => Ok(ImportForm::Jsonl),
        "demarche" => Ok(ImportForm::Demarche),
        _ => Err("les formes sont jsonl, demarche".to_owned()),
    }
}

fn page_format(text: &str) -> Result<PageFormat, String> {
    match text {
        "text" => Ok(PageFormat::Text),
        "json" => Ok(PageFormat::Json),
        "markdown" => Ok(PageFormat::Markdown),
        _ => Err("les formes sont text, json, markdown".to_owned()),
    }
}

fn bar(text: &str) -> Result<Bar, String> {
    if text == "jamais" {
        return Ok(Bar::Never);
    }
    let known = Severity::ALL.into_iter().find(|severity| severity.name() == text);
    known.map(Bar::From).ok_or_else(|| "les gravités sont info, conseil, alerte, erreur, jamais".to_owned())
}

fn thread_count(text: &str) -> Result<usize, String> {
    let wanted = text.parse().ok().filter(|n| (1..=1024).contains(n));
    wanted.ok_or_else(|| "un nombre entre 1 et 1024 est attendu".to_owned())
}
