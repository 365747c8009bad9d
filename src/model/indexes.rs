//! Typed positions in the tables of the model: only the model makes them, so none dangles.

macro_rules! index {
    ($name:ident, $what:literal) => {
        #[doc = concat!("The place of ", $what, " in its table.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            pub(super) fn new(index: usize) -> Self {
                $name(u32::try_from(index).expect("fewer than four billion entries"))
            }

            /// The position in the table.
            pub fn get(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index!(DocIx, "a document");
index!(StubIx, "a document known only from citations");
index!(KindIx, "a kind");
index!(TopicIx, "a topic");
index!(BodyIx, "a body");
