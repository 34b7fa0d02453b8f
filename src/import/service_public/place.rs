//! Where one is in a page: what the cases, the titles and the sentences around say of what is read there.

use super::amounts::is_cost_title;
use super::delays::is_delay_title;
use super::documents::{is_choice_title, is_title};
use super::reasons;
use super::record::Level;
use super::ways::names_an_act;
use crate::source::Span;
use crate::values::{Expression, Text};
use std::rc::Rc;

/// A chapter of the page; the page or a situation where there is none.
#[derive(Debug, Default)]
pub(super) struct Chapter {
    pub(super) whole: Span,
    pub(super) title: Text,
}

/// Where one is in the page.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// For whom it holds.
    pub(super) condition: Option<Expression>,
    /// The titles of the cases around, from the outermost.
    pub(super) cases: Vec<Box<str>>,
    /// Whether the titles around announce documents.
    pub(super) level: Option<Level>,
    /// The nearest chapter.
    pub(super) chapter: Rc<Chapter>,
    /// The chapter whose documents are those of one request, once a title announced them.
    pub(super) request: Option<Rc<Chapter>>,
    /// Whether a title around announces documents that serve as one another.
    pub(super) is_choice: bool,
    /// Why the documents of the list around are asked, when what stands above says so.
    pub(super) because: Option<Text>,
    /// Whether one is inside a document already asked: what is listed there only describes it.
    pub(super) describes: bool,
    /// Whether one is inside an item of a list of documents.
    pub(super) in_item: bool,
    /// Whether the nearest title is about what one pays.
    pub(super) costs: bool,
    /// Whether the nearest title is about delays.
    pub(super) delays: bool,
    /// Whether a sentence above says that one must act online.
    pub(super) must_be_online: bool,
    /// Whether a title around says that one acts: asks, declares, disputes.
    pub(super) acts: bool,
    /// Whether a case around is for those who choose to act online.
    pub(super) is_chosen: bool,
    /// Whether one is in the introduction, that people read first.
    pub(super) presents: bool,
    /// The rank of the step.
    pub(super) step: usize,
}

impl Place {
    /// Under a title.
    pub(super) fn titled(&mut self, words: &Text) {
        let title = &words.value;
        self.because = reasons::said(words).or_else(|| self.because.take());
        self.costs = is_cost_title(title);
        self.delays = is_delay_title(title);
        self.is_choice |= is_choice_title(title);
        self.acts |= names_an_act(title);
        if self.level.is_none() && is_title(title) {
            self.level = Some(Level::B);
        }
    }
}
