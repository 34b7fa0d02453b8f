//! The text as it came: files, byte positions, and the one conversion from bytes to what people and editors count.
//!
//! Everything downstream speaks in [`Location`]s (a file and a byte [`Span`]). Lines and columns exist only at the edge,
//! computed by [`LineIndex`]. This room knows nothing of the language.

mod edit;
mod line_index;
mod problem;

pub use edit::{Edit, Edits, apply_edits};
pub use line_index::{Encoding, LineIndex, Position};
pub use problem::{Correction, Problem, ProblemKind};

use std::fmt;
use std::ops::Range;

/// A file of a [`Workspace`], by its rank in path order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file. Always on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The span of a byte range; a file is limited to 4 GiB by [`Workspace::push`].
    #[must_use]
    pub fn of(range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(range.start), end: clamp(range.end) }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether another span stands whole in this one.
    #[must_use]
    pub const fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether `offset` falls in the span, its end included (an editor's cursor sits after a word).
    #[must_use]
    pub const fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// As a range usable to slice a text.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A value and where it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, read at `span`.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A place in a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub span: Span,
}

impl Location {
    /// The place `span` of `file`.
    #[must_use]
    pub const fn new(file: FileId, span: Span) -> Self {
        Self { file, span }
    }
}

/// One file, read whole.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path as shown to the user: relative to where the command runs, with `/`.
    pub path: String,
    /// The text, exactly as read (a byte order mark included).
    pub text: String,
}

/// The files of one run, in path order.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    files: Vec<SourceFile>,
}

impl Workspace {
    /// Adds a file; the caller adds them in path order so that the same folder gives the same ids.
    pub fn push(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("interne : plus de quatre milliards de fichiers"));
        self.files.push(SourceFile { path: path.into(), text: text.into() });
        id
    }

    /// The file of that id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in path order.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// All files with their ids, in path order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0u32..).map(FileId).zip(&self.files)
    }

    /// The words at a location.
    #[must_use]
    pub fn text(&self, location: Location) -> &str {
        &self.file(location.file).text[location.span.range()]
    }
}
