/// Why bytes are no well-formed XML.
package struct XMLFault: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable {
    /// The bytes end inside an element, a tag, a comment or the like.
    case endsEarly(inside: String)
    /// A byte sequence that is no UTF-8, or a control character.
    case character
    case unexpected(String, expected: String)
    /// An end tag that closes another element than the one at hand, or none.
    case closes(String, open: String?)
    case repeatedAttribute(String)
    case unknownEntity(String)
    case tooDeep(limit: Int)
    case tooMany(String, limit: Int)
    case noElement
  }

  package var reason: Reason
  /// Byte of the part where it shows.
  package var byte: Int

  package init(reason: Reason, byte: Int) {
    self.reason = reason
    self.byte = byte
  }

  package var description: String {
    let what =
      switch reason {
      case .endsEarly(let inside): "it ends inside \(inside)"
      case .character: "a character stands there that XML doesn't have"
      case .unexpected(let got, let expected): "got “\(got)”, expected \(expected)"
      case .closes(let name, let open?): "</\(name)> closes <\(open)>"
      case .closes(let name, nil): "</\(name)> closes nothing"
      case .repeatedAttribute(let name): "the attribute \(name) stands twice"
      case .unknownEntity(let name): "the entity &\(name); isn't known"
      case .tooDeep(let limit): "elements lie more than \(limit) deep"
      case .tooMany(let what, let limit): "there are more than \(limit) \(what)"
      case .noElement: "it has no element"
      }
    return "\(what), at byte \(byte)"
  }
}
