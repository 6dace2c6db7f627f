//! What a form is made and read with: the document to fill in, and the answers that were refused.

use std::cell::RefCell;

use crate::files::Files;
use crate::grammar::Shape;
use crate::grammar::fill::FillContext;
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Sectie;
use crate::soorten;
use crate::yaml::Node;

use super::{AnswerRefusal, CellAddress};

/// What a document is laid out and edited with.
pub struct FormContext<'a> {
    /// Definitions, texts beside the document, and the changes due in those.
    pub fill: FillContext<'a>,
    /// Answers that cannot be written to the file.
    pub refusals: RefCell<Vec<AnswerRefusal>>,
}

impl<'a> FormContext<'a> {
    /// The context of a document in a folder.
    pub fn new(catalogus: &'a Catalogus, dir: &'a Files, root: &Node) -> Self {
        Self { fill: FillContext::new(catalogus, dir, root), refusals: RefCell::default() }
    }

    /// What an answer to a section may look like.
    pub fn shape(&self, sectie: &Sectie) -> Shape {
        soorten::renderer(sectie.soort).shape(sectie, self.fill.catalogus)
    }

    /// Refuses an answer.
    pub fn refuse(&self, address: CellAddress, message: impl Into<String>, hint: impl Into<String>) {
        let refusal = AnswerRefusal { address, message: message.into(), hint: hint.into() };
        self.refusals.borrow_mut().push(refusal);
    }
}
