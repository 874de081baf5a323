//! Many short lists in one row: what is asked of every token must not lie scattered over the memory.

/// The things of many lists, one list after the other.
pub(super) struct Row<T>(Vec<T>);

/// The list of one: where it stands in the row.
#[derive(Clone, Copy, Default)]
pub(super) struct Share {
    from: u32,
    to: u32,
}

impl Share {
    pub(super) fn is_empty(self) -> bool {
        self.from == self.to
    }
}

impl<T> Default for Row<T> {
    fn default() -> Row<T> {
        Row(Vec::new())
    }
}

impl<T> Row<T> {
    /// Adds a list.
    pub(super) fn add(&mut self, list: impl IntoIterator<Item = T>) -> Share {
        let from = self.0.len() as u32;
        self.0.extend(list);
        Share { from, to: self.0.len() as u32 }
    }

    /// A list that was added.
    pub(super) fn get(&self, share: Share) -> &[T] {
        &self.0[share.from as usize..share.to as usize]
    }
}
