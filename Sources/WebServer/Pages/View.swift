import Mustache

/// What a template is filled with: names and texts, numbers, truths, lists of views or views.
///
/// Empty texts count as nothing in sections, as in other implementations of Mustache, and still hide what a text of the
/// same name outside says.
struct View: MustacheParent, ExpressibleByDictionaryLiteral {
  private var values: [String: Any]
  /// Whether what it doesn't hold is nothing, instead of being looked for in the views around it: quicker, where a page
  /// holds hundreds of the same shape.
  var isSelfContained = false

  init(dictionaryLiteral elements: (String, Any)...) {
    values = Dictionary(elements, uniquingKeysWith: { $1 })
  }

  subscript(name: String) -> Any? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// Puts a value in where there is one, so that templates see no optionals.
  mutating func set(_ name: String, _ value: Any?) {
    if let value { values[name] = value }
  }

  /// The same view, in which nothing of the views around it shows.
  var selfContained: View {
    var view = self
    view.isSelfContained = true
    return view
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
