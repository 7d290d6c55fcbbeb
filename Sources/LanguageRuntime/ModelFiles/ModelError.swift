/// Why a pipeline folder could not be used: which file, which layer of it, and what was wrong.
public struct ModelError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Reason: Sendable, Hashable {
    /// The file is not there.
    case missing
    /// The operating system refused to read it; its own words.
    case unreadable(String)
    /// The bytes are not what the format allows.
    case damaged(String)
    /// A tensor or list has another size than the rest of the model asks for.
    case shape(got: String, expected: String)
    /// The file is sound but uses something that this runtime doesn't have.
    case unsupported(String)
  }

  /// Path relative to the pipeline folder: `parser/model`.
  public let file: String
  /// The layer, component, rule or key inside the file; nil where the whole file is meant.
  public let layer: String?
  public let reason: Reason

  public init(file: String, layer: String? = nil, reason: Reason) {
    self.file = file
    self.layer = layer
    self.reason = reason
  }

  public var description: String {
    let place = layer.map { "\(file), \($0)" } ?? file
    return switch reason {
    case .missing: "language model: \(place) is missing"
    case .unreadable(let why): "language model: \(place) can't be read: \(why)"
    case .damaged(let what): "language model: \(place) is damaged: \(what)"
    case .shape(let got, let expected): "language model: \(place) has size \(got), expected \(expected)"
    case .unsupported(let what): "language model: \(place) is not supported: \(what)"
    }
  }
}
