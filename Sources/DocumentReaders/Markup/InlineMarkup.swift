import SourceTexts

/// What the inside of a block holds besides the author's words.
struct InlineMarkup: Sendable {
  var links: [Link] = []
  /// In no order, and perhaps overlapping, until ``SpanList`` has put them in order.
  var omissions: [Span] = []
  var marks: [NoteMark] = []
  /// Bytes of link anchors and of their markup.
  var linkedBytes = 0
}

/// A place where the mark of a note may stand.
struct NoteMark: Sendable, Hashable {
  enum Form: Sendable {
    /// Nothing else looks so: a superscript, a bracketed number, a reference of Markdown.
    case explicit
    /// An asterisk or dagger behind a word.
    case symbol
    /// Digits behind a word or its punctuation, which only a note of that number makes a mark.
    case glued
  }
  var label: String
  /// All of the mark as it stands in the text.
  var span: Span
  var form: Form
}

/// Puts spans in order and makes one of those that touch.
enum SpanList {
  static func ordered(_ spans: [Span]) -> [Span] {
    var ordered: [Span] = []
    for span in spans.sorted() where !span.isEmpty {
      if let last = ordered.last, span.start <= last.end {
        ordered[ordered.count - 1] = last.union(span)
      } else {
        ordered.append(span)
      }
    }
    return ordered
  }
}
