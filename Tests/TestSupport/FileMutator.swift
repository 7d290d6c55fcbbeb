/// Makes broken files of real ones: tokens of their own grammar taken away, doubled, moved, exchanged between files, and
/// replaced by what breaks programs (huge numbers, marks without notes, half characters).
///
/// The same seed and round give the same bytes.
///
/// ```
/// let mutator = FileMutator(seeds: [Array("<p>war</p>".utf8), Array("<i>peace</i>".utf8)])
/// mutator.mutation(round: 7) == mutator.mutation(round: 7)
/// ```
public struct FileMutator: Sendable {
  private let seeds: [[UInt8]]
  private let tokens: [[ArraySlice<UInt8>]]
  private let seed: UInt64

  /// - Parameter seeds: files of one format; those beyond 200,000 bytes are cut.
  public init(seeds: [[UInt8]], seed: UInt64 = 1904) {
    self.seeds = seeds.filter { !$0.isEmpty }.map { Array($0.prefix(200_000)) }
    self.seed = seed
    tokens = self.seeds.map(Self.tokens)
  }

  /// The broken file of a round; empty where there are no seeds.
  public func mutation(round: Int) -> [UInt8] {
    guard !seeds.isEmpty else { return [] }
    var noise = SplitMix(state: seed &+ UInt64(truncatingIfNeeded: round) &* 0x9E37_79B9_7F4A_7C15)
    return mutation(of: tokens[noise.below(seeds.count)], &noise)
  }

  /// A file broken with pieces of the seeds, in a round.
  public func mutation(of file: [UInt8], round: Int) -> [UInt8] {
    guard !seeds.isEmpty else { return [] }
    var noise = SplitMix(state: seed &+ UInt64(truncatingIfNeeded: round) &* 0x9E37_79B9_7F4A_7C15)
    return mutation(of: Self.tokens(Array(file.prefix(200_000))), &noise)
  }

  private func mutation(of file: [ArraySlice<UInt8>], _ noise: inout SplitMix) -> [UInt8] {
    var pieces = file
    for _ in 0...noise.below(4) { change(&pieces, &noise) }
    var bytes = Array(pieces.joined())
    switch noise.below(12) {
    case 0: bytes = Array(bytes.prefix(noise.below(bytes.count + 1)))
    case 1:
      for _ in 0...noise.below(6) where !bytes.isEmpty {
        bytes[noise.below(bytes.count)] = UInt8(truncatingIfNeeded: noise.next())
      }
    case 2: bytes = Array(bytes.suffix(noise.below(bytes.count + 1)))
    default: break
    }
    return bytes
  }

  private func change(_ pieces: inout [ArraySlice<UInt8>], _ noise: inout SplitMix) {
    guard !pieces.isEmpty else { return }
    let from = noise.below(pieces.count)
    let length = noise.below(3) == 0 ? noise.below(40) : noise.below(4)
    let stretch = from..<min(pieces.count, from + max(1, length))
    switch noise.below(7) {
    case 0: pieces.removeSubrange(stretch)
    case 1: pieces.insert(contentsOf: pieces[stretch], at: noise.below(pieces.count + 1))
    case 2:
      let moved = Array(pieces[stretch])
      pieces.removeSubrange(stretch)
      pieces.insert(contentsOf: moved, at: noise.below(pieces.count + 1))
    case 3:
      // From another file, or another place of this one.
      let other = tokens[noise.below(tokens.count)]
      let start = noise.below(other.count)
      pieces.replaceSubrange(stretch, with: other[start..<min(other.count, start + 1 + noise.below(12))])
    case 4:
      // The text ends here.
      pieces.removeSubrange((from + 1)...)
    case 5: pieces[from] = Self.troubles[noise.below(Self.troubles.count)]
    default: pieces.insert(Self.troubles[noise.below(Self.troubles.count)], at: from)
    }
  }

  /// What programs stumble over.
  private static let troubles: [ArraySlice<UInt8>] = {
    let words: [String] = [
      "", " ", "\n", "\n\n", "\r", "\u{0C}", "\0", "0", "-1", "9223372036854775807", "-9223372036854775808", "1e999",
      "nan",
      "99999999999999999999999999999999", "0.0000000001", "\u{FEFF}", "\u{200B}", "\u{A0}", "\u{AD}", "\u{2010}",
      "\u{202E}", "<sup>34</sup>", "<sup>1</sup>", "\u{B9}\u{B2}", "[^1]", "[^1]: ", "[12]", "\\[3\\]", "*", "**",
      "\u{2020}",
      "1 ", "12. ", "> ", "- ", "| a | b |\n|---|---|\n", "# ", "```", "(http://a.b/c", "[a](b)",
      "<a href=\"#n1\">1</a>",
      "<p id=\"n1\">", "</p>", "</body></html>", "<table><tr><td>", "<blockquote>", "<del>", "<!--", "]]>",
      "&#x110000;",
      "&#55296;", "&amp;", "Date: :\n", "From: a\nDate:\nSubject: b\n\n", "7 December 1941", "1941", "June", "Ibid.",
      "\"", "\u{201C}", "\u{201D}", "(", ")", ";", ",", "{\"text\":", "}", "[[[[", "\\ud800", "p. 12", "(1930)",
      "@book{a,",
      "=", "top=\"-99999999\"", "left=\"1e300\"", "width=\"0\"", "height=\"2147483647\"", "font=\"7\"", "size=\"0\"",
    ]
    let halves: [[UInt8]] = [[0xE2], [0xE2, 0x80], [0xC2], [0xF0, 0x9F], [0x80], [0xFF], [0xED, 0xA0, 0x80]]
    return words.map { Array($0.utf8)[...] } + halves.map { $0[...] }
  }()

  /// Words, blanks, line ends, tags and signs.
  private static func tokens(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var tokens: [ArraySlice<UInt8>] = []
    var start = 0
    func kind(_ byte: UInt8) -> Int {
      switch byte {
      case 0x30...0x39: 1
      case 0x41...0x5A, 0x61...0x7A, 0x80...: 2
      case 0x20, 0x09: 3
      default: 0
      }
    }
    while start < bytes.count {
      var end = start + 1
      if bytes[start] == 0x3C, let close = bytes[start...].prefix(300).firstIndex(of: 0x3E) {
        end = close + 1
      } else if kind(bytes[start]) > 0 {
        while end < bytes.count, kind(bytes[end]) == kind(bytes[start]) { end += 1 }
      }
      tokens.append(bytes[start..<end])
      start = end
    }
    return tokens
  }
}

/// Numbers that look random (SplitMix64: Steele, Lea and Flood 2014).
public struct SplitMix: RandomNumberGenerator, Sendable {
  var state: UInt64

  public init(state: UInt64) { self.state = state }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `limit`; 0 where that is 0.
  mutating func below(_ limit: Int) -> Int { limit <= 0 ? 0 : Int(next() % UInt64(limit)) }
}
