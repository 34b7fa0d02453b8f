//! The elements of a top-level JSON array in a stream of bytes, found without being parsed: what lets a file of any size be read record
//! by record.
//!
//! Only texts, their escapes and the nesting of braces are followed. A record whose braces or texts are not closed would swallow all that
//! follows: it is given up as soon as the file ends or [`MOST_BYTES`] is passed, and reading starts again at the next [`MARK`].

use memchr::{memchr2, memmem};

/// How a record of the export begins, where reading starts again after one that is damaged.
const MARK: &[u8] = b"{\"number\"";
/// The most one element may weigh: the largest real one has three megabytes.
const MOST_BYTES: usize = 32 << 20;
/// How many times reading starts again in one file.
const MOST_RETURNS: u32 = 200;

/// One element, not yet parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its rank in the array, from zero.
    pub rank: u32,
    /// Where it starts in the stream.
    pub offset: u64,
    /// Its text.
    pub bytes: Vec<u8>,
}

/// What is wrong with the array itself, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The stream does not begin with `[` or `{`.
    NotJson,
    /// The stream ends before anything.
    Empty,
    /// An element is not closed, or is too long; its rank.
    Unclosed(u32),
    /// Something follows the end of the array.
    Trailing,
    /// The array is not closed.
    NoEnd,
    /// Too many records are damaged: the rest is not read.
    TooDamaged,
}

/// Follows a stream given by chunks; the elements are the same whatever the chunks.
#[derive(Debug, Default)]
pub struct Splitter {
    state: State,
    /// What is kept of the element begun, or while looking for the next mark.
    buffer: Vec<u8>,
    /// Where `buffer` starts in the stream; where the stream is, when it is empty.
    offset: u64,
    rank: u32,
    n_returns: u32,
    /// Whether the whole stream is one object.
    alone: bool,
    elements: Vec<Element>,
    faults: Vec<(u64, Fault)>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    /// Between two elements.
    Between,
    /// In an element.
    Inside(Inside),
    /// Looking for the next mark.
    Lost,
    /// After the array.
    After,
    /// Nothing more is read.
    Over,
}

/// Where one is in an element.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Inside {
    /// How many bytes of the buffer are already followed.
    at: usize,
    depth: u32,
    in_text: bool,
    escaped: bool,
}

impl Splitter {
    /// Follows the next bytes of the stream.
    pub fn push(&mut self, chunk: &[u8]) {
        if self.state == State::Over {
            return;
        }
        self.buffer.extend_from_slice(chunk);
        self.follow();
    }

    /// The elements found since the last time.
    pub fn take_elements(&mut self) -> Vec<Element> {
        std::mem::take(&mut self.elements)
    }

    /// What is wrong with the array, by place, since the last time.
    pub fn take_faults(&mut self) -> Vec<(u64, Fault)> {
        std::mem::take(&mut self.faults)
    }

    /// Says that the stream ends here; the last elements and faults are then to be taken.
    pub fn finish(&mut self) {
        while let State::Inside(_) = self.state {
            self.give_up();
            self.follow();
        }
        let fault = match self.state {
            State::Start => Some(Fault::Empty),
            State::Between => Some(Fault::NoEnd),
            State::Inside(_) | State::Lost | State::After | State::Over => None,
        };
        let end = self.offset + self.buffer.len() as u64;
        self.faults.extend(fault.map(|fault| (end, fault)));
        self.state = State::Over;
    }

    /// Follows the buffer as far as it goes.
    fn follow(&mut self) {
        let mut at = 0;
        while at < self.buffer.len() {
            match self.state {
                State::Start => at = self.start(at),
                State::Between => at = self.between(at),
                State::Inside(_) => {
                    self.drop_before(at);
                    at = 0;
                    if !self.inside() {
                        return;
                    }
                }
                State::Lost => {
                    self.drop_before(at);
                    at = 0;
                    if !self.search() {
                        return;
                    }
                }
                State::After => at = self.after(at),
                State::Over => at = self.buffer.len(),
            }
        }
        self.drop_before(at);
    }

    fn drop_before(&mut self, at: usize) {
        self.offset += at as u64;
        if at == self.buffer.len() {
            self.buffer.clear();
        } else if at > 0 {
            self.buffer.drain(..at);
        }
    }

    /// A byte order mark and spaces, then the array; or one object, which is then the only element.
    fn start(&mut self, at: usize) -> usize {
        match self.buffer[at] {
            b'[' => {
                self.state = State::Between;
                at + 1
            }
            b'{' => {
                self.alone = true;
                self.state = State::Inside(Inside::default());
                at
            }
            byte if byte.is_ascii_whitespace() => at + 1,
            byte if is_byte_order_mark(self.offset + at as u64, byte) => at + 1,
            _ => {
                self.faults.push((self.offset + at as u64, Fault::NotJson));
                self.state = State::Over;
                at
            }
        }
    }

    fn between(&mut self, at: usize) -> usize {
        match self.buffer[at] {
            b']' => {
                self.state = State::After;
                at + 1
            }
            b',' => at + 1,
            byte if byte.is_ascii_whitespace() => at + 1,
            _ => {
                self.state = State::Inside(Inside::default());
                at
            }
        }
    }

    fn after(&mut self, at: usize) -> usize {
        if self.buffer[at].is_ascii_whitespace() {
            return at + 1;
        }
        self.faults.push((self.offset + at as u64, Fault::Trailing));
        self.lose();
        at
    }

    /// Follows the element at the start of the buffer; whether it ends there.
    fn inside(&mut self) -> bool {
        let State::Inside(mut inside) = self.state else { return true };
        match inside.end(&self.buffer) {
            Some(end) => {
                let rest = self.buffer.split_off(end);
                let bytes = std::mem::replace(&mut self.buffer, rest);
                let next = self.offset + bytes.len() as u64;
                self.elements.push(Element { rank: self.rank, offset: self.offset, bytes });
                self.offset = next;
                self.rank = self.rank.saturating_add(1);
                self.state = if self.alone { State::After } else { State::Between };
                true
            }
            None if self.buffer.len() > MOST_BYTES => {
                self.give_up();
                true
            }
            None => {
                self.state = State::Inside(inside);
                false
            }
        }
    }

    /// Leaves an element that is not closed: what it swallowed is searched for the next record.
    fn give_up(&mut self) {
        self.faults.push((self.offset, Fault::Unclosed(self.rank)));
        self.rank = self.rank.saturating_add(1);
        self.drop_before(1);
        self.alone = false;
        self.lose();
    }

    fn lose(&mut self) {
        self.n_returns += 1;
        if self.n_returns > MOST_RETURNS {
            self.faults.push((self.offset, Fault::TooDamaged));
            self.state = State::Over;
        } else {
            self.state = State::Lost;
        }
    }

    /// Looks for the next mark; whether it is there.
    fn search(&mut self) -> bool {
        if let Some(found) = memmem::find(&self.buffer, MARK) {
            self.drop_before(found);
            self.state = State::Between;
            return true;
        }
        let kept = self.buffer.len().min(MARK.len() - 1);
        self.drop_before(self.buffer.len() - kept);
        false
    }
}

impl Inside {
    /// Where the element ends, once its last byte is there. A number or a word ends before what follows it.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        while self.at < bytes.len() {
            if self.in_text {
                if !self.text(bytes) {
                    return None;
                }
                if !self.in_text && self.depth == 0 {
                    return Some(self.at);
                }
                continue;
            }
            match bytes[self.at] {
                b'"' => self.in_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 1 => return Some(self.at + 1),
                b'}' | b']' if self.depth > 1 => self.depth -= 1,
                b',' | b']' if self.depth == 0 => return Some(self.at),
                _ => {}
            }
            self.at += 1;
        }
        None
    }

    /// Follows a text; whether something of it was there to be followed up to its end or an escape.
    fn text(&mut self, bytes: &[u8]) -> bool {
        if self.escaped {
            self.escaped = false;
            self.at += 1;
            return true;
        }
        let Some(found) = memchr2(b'"', b'\\', &bytes[self.at..]) else {
            self.at = bytes.len();
            return false;
        };
        self.at += found + 1;
        if bytes[self.at - 1] == b'\\' {
            self.escaped = true;
        } else {
            self.in_text = false;
        }
        true
    }
}

const fn is_byte_order_mark(offset: u64, byte: u8) -> bool {
    matches!((offset, byte), (0, 0xef) | (1, 0xbb) | (2, 0xbf))
}

#[cfg(test)]
mod tests;
