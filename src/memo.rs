//! A value kept with what it was made from, and made anew only where that has changed.

use std::convert::Infallible;

/// One value and its key: all that it was made from. Empty at first.
#[derive(Clone, Debug)]
pub struct Memo<K, V>(Option<(K, V)>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Memo<K, V> {
        Memo(None)
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// Whether the value that is kept is of this key.
    pub fn is_of(&self, key: &K) -> bool {
        self.0.as_ref().is_some_and(|(of, _)| of == key)
    }

    /// The value of `key`: what is kept, or else what `make` gives, which is kept in its place.
    pub fn get_or(&mut self, key: K, make: impl FnOnce(&K) -> V) -> &V {
        let Ok(value) = self.try_get_or(key, |key| Ok::<V, Infallible>(make(key)));
        value
    }

    /// The same, where making it can fail.
    ///
    /// # Errors
    /// That of `make`; what was kept stays.
    pub fn try_get_or<E>(&mut self, key: K, make: impl FnOnce(&K) -> Result<V, E>) -> Result<&V, E> {
        let kept = match self.0.take() {
            Some(kept) if kept.0 == key => kept,
            old => match make(&key) {
                Ok(value) => (key, value),
                Err(error) => {
                    self.0 = old;
                    return Err(error);
                }
            },
        };
        Ok(&self.0.insert(kept).1)
    }

    /// The value, whatever it was made from; none before the first.
    pub fn latest(&self) -> Option<&V> {
        self.0.as_ref().map(|(_, value)| value)
    }

    /// Keeps nothing any more.
    pub fn forget(&mut self) {
        self.0 = None;
    }
}

impl<K: PartialEq> Memo<K, ()> {
    /// Whether `key` is another than last time, for what lies elsewhere: it counts as made from `key` from now on.
    pub fn changed(&mut self, key: K) -> bool {
        let changed = !self.is_of(&key);
        self.0 = Some((key, ()));
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often the value was made, and whether each was right, when asked for twice these numbers in turn.
    fn asked(get: impl Fn(&mut Memo<i32, i32>, i32, &mut usize) -> i32) -> (usize, bool) {
        let (mut memo, mut made) = (Memo::default(), 0);
        let right = [1, 1, 2, 2, 1, 1].map(|key| get(&mut memo, key, &mut made) == 2 * key);
        (made, right == [true; 6])
    }

    #[test]
    fn a_value_is_made_where_its_key_changes_and_only_there() {
        let double = |key: &i32, made: &mut usize| {
            *made += 1;
            2 * key
        };
        assert_eq!(asked(|memo, key, made| *memo.get_or(key, |key| double(key, made))), (3, true));
        let stale = asked(|memo, key, made| *memo.get_or(0, |_| double(&key, made)));
        assert_eq!(stale, (1, false), "planted: a key that leaves out what the value is made from");
        let forgetful = asked(|memo, key, made| {
            memo.forget();
            *memo.get_or(key, |key| double(key, made))
        });
        assert_eq!(forgetful, (6, true), "planted: nothing is kept");
    }

    #[test]
    fn a_failure_leaves_what_was_kept() {
        let mut memo = Memo::default();
        assert_eq!(memo.latest(), None);
        assert_eq!(memo.try_get_or(1, |_| Ok::<_, ()>("one")), Ok(&"one"));
        assert_eq!(memo.try_get_or(2, |_| Err("no")), Err("no"));
        assert!(memo.is_of(&1) && !memo.is_of(&2));
        assert_eq!(memo.try_get_or(1, |_| Err("not asked for")), Ok(&"one"));
        assert_eq!(memo.latest(), Some(&"one"));
    }

    #[test]
    fn a_change_is_told_once() {
        let mut memo = Memo::default();
        assert_eq!([1, 1, 2, 1, 1].map(|key| memo.changed(key)), [true, false, true, true, false]);
        memo.forget();
        assert!(memo.changed(1));
    }
}
