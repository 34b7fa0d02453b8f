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
    /// Where in `buffer` is what is not left behind.
    from: usize,
    /// Where that is in the stream.
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
        self.buffer.drain(..std::mem::take(&mut self.from));
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
        let end = self.offset + self.rest().len() as u64;
        self.faults.extend(fault.map(|fault| (end, fault)));
        self.state = State::Over;
    }

    /// Follows the bytes as far as they go.
    fn follow(&mut self) {
        while let Some(&byte) = self.buffer.get(self.from) {
            let goes_on = match self.state {
                State::Start => self.start(byte),
                State::Between => self.between(byte),
                State::Inside(inside) => self.inside(inside),
                State::Lost => self.search(),
                State::After => self.after(byte),
                State::Over => self.skip(self.buffer.len() - self.from),
            };
            if !goes_on {
                return;
            }
        }
    }

    /// What is not followed yet, or begun.
    fn rest(&self) -> &[u8] {
        &self.buffer[self.from..]
    }

    /// Leaves the next bytes behind; they stay in the buffer until the next push, so that no byte moves for each element found.
    const fn skip(&mut self, n_bytes: usize) -> bool {
        self.from += n_bytes;
        self.offset += n_bytes as u64;
        true
    }

    /// A byte order mark and spaces, then the array; or one object, which is then the only element.
    fn start(&mut self, byte: u8) -> bool {
        match byte {
            b'[' => {
                self.state = State::Between;
                self.skip(1)
            }
            b'{' => {
                self.alone = true;
                self.state = State::Inside(Inside::default());
                true
            }
            byte if byte.is_ascii_whitespace() || is_byte_order_mark(self.offset, byte) => self.skip(1),
            _ => {
                self.faults.push((self.offset, Fault::NotJson));
                self.state = State::Over;
                true
            }
        }
    }

    fn between(&mut self, byte: u8) -> bool {
        match byte {
            b']' => {
                self.state = State::After;
                self.skip(1)
            }
            b',' => self.skip(1),
            byte if byte.is_ascii_whitespace() => self.skip(1),
            _ => {
                self.state = State::Inside(Inside::default());
                true
            }
        }
    }

    fn after(&mut self, byte: u8) -> bool {
        if byte.is_ascii_whitespace() {
            return self.skip(1);
        }
        self.faults.push((self.offset, Fault::Trailing));
        self.lose();
        true
    }

    /// Follows the element that starts here; whether it ends here too, or is given up.
    fn inside(&mut self, mut inside: Inside) -> bool {
        match inside.end(self.rest()) {
            Some(end) => {
                let bytes = self.rest()[..end].to_vec();
                self.elements.push(Element { rank: self.rank, offset: self.offset, bytes });
                self.rank = self.rank.saturating_add(1);
                self.state = if self.alone { State::After } else { State::Between };
                self.skip(end)
            }
            None if self.rest().len() > MOST_BYTES => {
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
        self.skip(1);
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
        if let Some(found) = memmem::find(self.rest(), MARK) {
            self.state = State::Between;
            return self.skip(found);
        }
        let kept = self.rest().len().min(MARK.len() - 1);
        self.skip(self.rest().len() - kept);
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
