import SourceTexts

extension DocumentDraft {
  /// Marks paragraphs that go on with the sentence which the paragraph before broke off, over whatever a page end puts
  /// between them.
  mutating func joinTornParagraphs() {
    var previous: Int?
    for index in blocks.indices {
      switch blocks[index].kind {
      case .paragraph:
        // A bare URL has no words.
        guard firstByte(of: index) != nil else { continue }
        if let previous {
          // A reader that saw the page may know better than the words.
          blocks[index].continues = blocks[index].continues || goesOn(from: previous, to: index)
        } else {
          blocks[index].continues = false
        }
        previous = index
      case .quotation, .listItem:
        if let previous, firstByte(of: index)?.isASCIILower == true, leavesSentenceOpen(previous),
          blocks[index].kind == .quotation
        {
          // A quotation that the sentence runs into stays a passage of its own.
          blocks[index].continues = false
        }
        previous = index
      case .footnote, .pageFurniture, .caption, .pullQuote, .table: continue
      default: previous = nil
      }
    }
  }

  private func goesOn(from previous: Int, to index: Int) -> Bool {
    guard let first = firstByte(of: index) else { return false }
    let end = ending(of: previous)
    if first.isASCIILower {
      return end == .open || end == .sentence && endsInAbbreviation(previous)
    }
    guard blocks[previous].kind == .paragraph, end == .open else { return false }
    if leavesSentenceOpen(previous) { return true }
    // A name or number may break off too: "President Vladimir | Putin". A caption run into the text may not.
    return blocks[previous].range.count >= 100 && blocks[index].range.count >= 40 && first != 0x22
      && !endsInTitleCase(previous)
  }

  /// "the U.S.", "Mr."
  private func endsInAbbreviation(_ index: Int) -> Bool {
    let range = blocks[index].range
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == 0x2E { end -= 1 }
    var start = end
    while start > range.lowerBound, bytes[start - 1].isASCIIAlphanumeric || bytes[start - 1] == 0x2E { start -= 1 }
    let word = bytes.string(start..<end)
    return word.utf8.count == 1 || knowledge.abbreviations.contains(word)
  }

  /// Whether what stands behind the last full stop is a few words in title case.
  private func endsInTitleCase(_ index: Int) -> Bool {
    let range = blocks[index].range
    var start = range.upperBound
    while start > range.lowerBound, range.upperBound - start < 80 {
      if bytes[start - 1] == 0x2E || bytes[start - 1] == 0x3F || bytes[start - 1] == 0x21 { break }
      start -= 1
    }
    guard start > range.lowerBound, range.upperBound - start < 80 else { return false }
    let words = bytes[start..<range.upperBound].split(whereSeparator: \.isBlank)
    return (2...8).contains(words.count)
      && words.allSatisfy { ($0.first?.isASCIIUpper ?? false) || $0.count <= 3 }
  }

  /// Joins words that line ends cut. A hyphen stays where the text writes the word with one elsewhere, and before a
  /// capital or digit.
  mutating func joinLineEndHyphens() {
    struct Cut {
      var hyphen: Int
      var next: Int
      var joined: UInt64
      var hyphenated: UInt64
      var isCompound: Bool
    }
    var cuts: [Cut] = []
    for block in blocks where block.lines.count > 1 && block.kind != .table && block.kind != .code {
      for (line, next) in zip(block.lines, block.lines.dropFirst()) {
        guard line.count > 2, let last = line.last, bytes[last] == 0x2D, bytes[last - 1].isASCIILetter,
          bytes[next.lowerBound].isASCIIAlphanumeric
        else { continue }
        var start = last
        while start > line.lowerBound, bytes[start - 1].isWordByte || bytes[start - 1] == 0x2D { start -= 1 }
        var stop = next.lowerBound
        while stop < next.upperBound, bytes[stop].isWordByte { stop += 1 }
        let isJoinable = bytes[last - 1].isASCIILower && bytes[next.lowerBound].isASCIILower
        let left = Self.hash(bytes[start..<last])
        cuts.append(
          Cut(
            hyphen: last, next: next.lowerBound,
            joined: isJoinable ? Self.hash(bytes[next.lowerBound..<stop], from: left) : 0,
            hyphenated: Self.hash(bytes[next.lowerBound..<stop], from: Self.hash(bytes[last..<(last + 1)], from: left)),
            isCompound: knowledge.compounds.keepsHyphen(
              bytes[start..<last].map(\.asciiLowercased), bytes[next.lowerBound..<stop].map(\.asciiLowercased)))
        )
      }
    }
    guard !cuts.isEmpty else { return }
    let wanted = Set(cuts.map(\.joined)).union(cuts.map(\.hyphenated))
    let seen = wordHashes(among: wanted)
    for cut in cuts {
      let keepsHyphen =
        cut.joined == 0 || (cut.isCompound || seen.contains(cut.hyphenated)) && !seen.contains(cut.joined)
      furtherOmissions.append(Span(keepsHyphen ? cut.hyphen + 1 : cut.hyphen, cut.next))
    }
  }

  private static func hash(_ word: ArraySlice<UInt8>, from start: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
    word.reduce(start) { ($0 ^ UInt64($1.asciiLowercased)) &* 0x100_0000_01B3 }
  }

  /// Which of `wanted` are hashes of words, hyphens included, that stand unbroken in the text.
  private func wordHashes(among wanted: Set<UInt64>) -> Set<UInt64> {
    var seen: Set<UInt64> = []
    bytes.withUnsafeBufferPointer { bytes in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      var isEmpty = true
      for byte in bytes {
        if byte.isWordByte || byte == 0x2D {
          hash = (hash ^ UInt64(byte.asciiLowercased)) &* 0x100_0000_01B3
          isEmpty = false
        } else if !isEmpty {
          if wanted.contains(hash) { seen.insert(hash) }
          hash = 0xCBF2_9CE4_8422_2325
          isEmpty = true
        }
      }
      if !isEmpty, wanted.contains(hash) { seen.insert(hash) }
    }
    return seen
  }
}
