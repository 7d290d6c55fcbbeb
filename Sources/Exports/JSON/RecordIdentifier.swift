/// The `id` of an input line, a string or a whole number, given back as it came.
public enum RecordIdentifier: Sendable, Hashable {
  case text(String)
  case number(Int)
  /// The line had none, or couldn't be read.
  case none

  public func write(to json: inout JSONWriter) {
    switch self {
    case .text(let text): json.string(text)
    case .number(let number): json.integer(number)
    case .none: json.null()
    }
  }
}

extension RecordIdentifier: Decodable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else if container.decodeNil() {
      self = .none
    } else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a string or a whole number")
    }
  }
}
