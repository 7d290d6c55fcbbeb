import Mustache

/// What a template is filled with: names and texts, numbers, truths, lists of views or views. Only ``ViewValue`` makes
/// one, so that every name is a property of a type.
///
/// Empty texts count as nothing in sections, as in other implementations of Mustache, and still hide what a text of the
/// same name outside says.
struct View: MustacheParent {
  private let values: [String: Any]
  /// Whether what it doesn't hold is nothing, instead of being looked for in the views around it: quicker, where a page
  /// holds hundreds of the same shape.
  private let isSelfContained: Bool

  init(_ values: [String: Any], isSelfContained: Bool) {
    self.values = values
    self.isSelfContained = isSelfContained
  }

  func child(named name: String) -> Any? {
    guard let value = values[name] else { return isSelfContained ? ShownText(renderText: "") : nil }
    if let text = value as? String { return ShownText(renderText: text) }
    return value
  }

  private struct ShownText: MustacheCustomRenderable, MustacheParent {
    var renderText: String
    var isNull: Bool { renderText.isEmpty }
    func child(named name: String) -> Any? { nil }
  }
}
