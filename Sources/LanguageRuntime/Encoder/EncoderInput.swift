/// One sequence to encode.
public struct EncoderInput: Sendable {
  /// Numbers of pieces, the two marks included where they are wanted.
  public var pieces: [Int32]
  /// A vector for each piece, one after another, that is added to its embedding before the first normalisation; empty
  /// where nothing is added.
  public var added: [Float]

  public init(pieces: [Int32], added: [Float] = []) {
    self.pieces = pieces
    self.added = added
  }
}

/// The last layer's vectors of one sequence.
public struct EncoderOutput: Sendable {
  /// How many numbers a vector has.
  public let width: Int
  /// The vectors one after another, in the order of the pieces.
  public let values: [Float]

  /// How many vectors there are: as many as pieces.
  public var count: Int { values.count / width }

  /// The vector of piece number `index`, which must be less than ``count``.
  public subscript(index: Int) -> ArraySlice<Float> { values[(index * width)..<((index + 1) * width)] }
}
