/// Why an encoder refused an input; nothing was encoded then.
public enum EncoderError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Input number `input` has more pieces than the model has positions for. Divide it into windows.
  case tooLong(input: Int, got: Int, limit: Int)
  /// Input number `input` has a piece that the model's vocabulary hasn't.
  case unknownPiece(input: Int, piece: Int32, vocabulary: Int)
  /// The vectors to be added to input number `input` are not as many numbers as its pieces times the model's width.
  case addedVectors(input: Int, got: Int, expected: Int)

  public var description: String {
    switch self {
    case .tooLong(let input, let got, let limit):
      "encoder: input \(input) has \(got) pieces, at most \(limit) are possible"
    case .unknownPiece(let input, let piece, let vocabulary):
      "encoder: input \(input) has piece \(piece), the vocabulary has 0 to \(vocabulary - 1)"
    case .addedVectors(let input, let got, let expected):
      "encoder: input \(input) comes with \(got) numbers to add, expected \(expected)"
    }
  }
}
