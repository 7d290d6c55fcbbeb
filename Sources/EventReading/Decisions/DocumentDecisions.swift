/// What the learned reader decides of a document.
package struct DocumentDecisions: Sendable {
  /// In the order of their triggers.
  package var events: [EventDecision]
  /// What somebody said, in the order of the text.
  package var statements: [SpokenSpan]
}
