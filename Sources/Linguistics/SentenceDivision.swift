/// Divides sentences without end — spliced clauses, enumerations, tables read as prose — into pieces that can be read
/// one by one.
///
/// What is found in a sentence shows its words and looks through its other findings, so that a sentence as long as a
/// book would take time and space quadratic in its length.
public enum SentenceDivision {
  /// In tokens: about 2,000 bytes, which hardly a sentence of newspapers, treaties or judgments exceeds.
  public static let longest = 400

  /// Divides every sentence of more than ``longest`` tokens behind its punctuation, or before a conjunction, or where
  /// there is neither, between any two words; entities stay whole where they can.
  ///
  /// Each piece is a sentence with one root: words whose head stands in another piece hang on the first verb among
  /// them, as `conj` where they were joined, else as `dep`. Other sentences stay as they are.
  ///
  /// - Complexity: O(tokens).
  public static func divide(_ tokens: inout [Token]) {
    var start = 0
    while start < tokens.count {
      var end = start + 1
      while end < tokens.count, !tokens[end].startsSentence { end += 1 }
      if end - start > longest { divide(start..<end, of: &tokens) }
      start = end
    }
  }

  private static func divide(_ sentence: Range<Int>, of tokens: inout [Token]) {
    var start = sentence.lowerBound
    while start < sentence.upperBound {
      let end =
        sentence.upperBound - start > longest ? place(in: tokens, from: start) : sentence.upperBound
      join(start..<end, of: &tokens)
      tokens[start].startsSentence = true
      start = end
    }
  }

  /// The best place to end the piece that begins at `start`: the latest of those that part it best.
  private static func place(in tokens: [Token], from start: Int) -> Int {
    var best = (place: start + longest, strength: 0)
    for place in (start + longest / 2)...(start + longest) {
      let strength = strength(before: tokens[place], after: tokens[place - 1])
      if strength >= best.strength { best = (place, strength) }
    }
    return best.place
  }

  /// How well two neighbours can be parted; 0 inside an entity.
  private static func strength(before next: Token, after last: Token) -> Int {
    if next.entityBoundary == .inside { return 0 }
    switch (last.tag, next.tag) {
    case (_, "''"), (_, ","), (_, "."), (_, ":"): return 1
    case (".", _), (":", _): return 4
    case (",", _): return 3
    case (_, "CC"): return 2
    default: return 1
    }
  }

  /// Makes one tree of the words of a piece.
  private static func join(_ piece: Range<Int>, of tokens: inout [Token]) {
    let loose = piece.filter { tokens[$0].head == $0 || !piece.contains(tokens[$0].head) }
    guard let first = loose.first else { return }
    let root =
      loose.first { tokens[$0].head == $0 }
      ?? loose.first { tokens[$0].partOfSpeech == "VERB" || tokens[$0].partOfSpeech == "AUX" } ?? first
    for word in loose where word != root {
      tokens[word].head = root
      if tokens[word].relation != "conj", tokens[word].relation != "punct" { tokens[word].relation = "dep" }
    }
    tokens[root].head = root
    tokens[root].relation = "ROOT"
  }
}
