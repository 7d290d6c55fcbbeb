import Hummingbird

/// What a template or a part of one is filled with, as a type: each stored property is a name that the template can ask
/// for. Nil is what isn't there; lists hold values of their own.
protocol ViewValue {
  /// Whether what it doesn't hold is nothing, instead of being looked for in the views around it.
  static var isSelfContained: Bool { get }
}

extension ViewValue {
  static var isSelfContained: Bool { false }

  /// - Complexity: linear in the number of properties, of the values in it too.
  var view: View { View(shownProperties, isSelfContained: Self.isSelfContained) }

  /// The properties that are there, as templates see them.
  var shownProperties: [String: Any] {
    var properties: [String: Any] = [:]
    for child in Mirror(reflecting: self).children {
      if let name = child.label, let value = Self.shown(child.value) { properties[name] = value }
    }
    return properties
  }

  /// A property's value as templates see it; nil for nothing.
  private static func shown(_ value: Any) -> Any? {
    switch value {
    case let text as String: return text
    case let truth as Bool: return truth
    case let number as Int: return number
    case let optional as any Vacant where optional.isVacant: return nil
    case let values as [any ViewValue]: return values.map { $0.view }
    case let value as any ViewValue: return value.view
    default: preconditionFailure("A view can't hold a \(type(of: value)).")
    }
  }
}

/// What may be nothing.
private protocol Vacant {
  var isVacant: Bool { get }
}

extension Optional: Vacant {
  var isVacant: Bool {
    if case .none = self { true } else { false }
  }
}

/// What fills a page, or a piece of one that is sent by itself.
protocol PageValue: ViewValue {
  /// The template's name, without its suffix.
  static var template: String { get }
}

/// The addresses of one part of the site, and what stands on its pages.
protocol RouteGroup: Sendable {
  var site: Site { get }
  func addRoutes(to router: Router<SiteContext>)
}

/// Links to the pages of a list.
struct Pager: ViewValue {
  var pageNumber: Int
  var pageCount: String
  /// The places of the items shown, and how many there are; nil where pages aren't made of items.
  var first: String?
  var last: String?
  var of: String?
  var previousHref: String?
  var nextHref: String?
}

/// Why nothing is shown, and what to do about it.
struct Emptiness: ViewValue {
  var text: String
  var href: String
  var action: String
}

/// A link to what is shown in another format.
struct ExportLink: ViewValue {
  var href: String
  var name: String
}

/// A line of text among others: a problem, a total.
struct Remark: ViewValue {
  var text: String
}

/// A remark with the link that changes what it tells of.
struct Switch: ViewValue {
  var text: String
  var switchHref: String
  var switchName: String
}
