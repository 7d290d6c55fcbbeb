import SourceTexts

extension DocumentDraft {
  /// Finds short blocks that show words of another block again, so that nothing is counted twice.
  ///
  /// Runs of four words are compared; a block of which at least four fifths of them (nine tenths of a whole sentence's)
  /// stand in one other, longer passage is a pull quote. Linear in the text.
  mutating func recognisePullQuotes() {
    var candidates: [(block: Int, runs: Int)] = []
    var owners: [UInt64: [Int]] = [:]
    for index in blocks.indices {
      let block = blocks[index]
      guard block.range.count <= 350, [.paragraph, .heading, .quotation].contains(block.kind) else { continue }
      let runs = wordRuns(index)
      // Four or five words may be a heading's and the text's by chance.
      guard runs.count >= (block.kind == .heading || ending(of: index) == .sentence ? 3 : 1) else { continue }
      for run in Set(runs) { owners[run, default: []].append(candidates.count) }
      candidates.append((index, Set(runs).count))
    }
    guard !candidates.isEmpty else { return }
    var found = [Int](repeating: 0, count: candidates.count)
    var best = [Int](repeating: 0, count: candidates.count)
    var seenIn = [UInt64: Int]()
    var touched: [Int] = []
    var passage = -1
    for index in blocks.indices where blocks[index].kind.isNarrative {
      // A torn paragraph counts as one passage.
      if firstByte(of: index)?.isASCIILower != true || passage < 0 {
        for candidate in touched {
          best[candidate] = max(best[candidate], found[candidate])
          found[candidate] = 0
        }
        touched.removeAll(keepingCapacity: true)
        seenIn.removeAll(keepingCapacity: true)
        passage = index
      }
      for run in wordRuns(index) {
        guard let hits = owners[run], seenIn.updateValue(index, forKey: run) == nil else { continue }
        for candidate in hits where candidates[candidate].block != index {
          // Of two equal blocks the later one repeats.
          let own = blocks[candidates[candidate].block].range
          guard blocks[index].range.count * 4 > own.count * 5 || own.lowerBound > blocks[index].range.lowerBound else {
            continue
          }
          if found[candidate] == 0 { touched.append(candidate) }
          found[candidate] += 1
        }
      }
    }
    for candidate in touched { best[candidate] = max(best[candidate], found[candidate]) }
    for (number, candidate) in candidates.enumerated() {
      // Whole sentences are repeated as they stand; set in large type without their stop they are often shortened.
      let isSentence = ending(of: candidate.block) == .sentence
      if best[number] * 10 >= candidate.runs * (isSentence ? 9 : 8) { blocks[candidate.block].settle(.pullQuote) }
    }
  }

  /// Finds blocks set wholly in quotation marks or bold whose words stand, in order and close together, in another
  /// passage: a quotation shown again without the "he said" in its middle.
  mutating func recogniseSetOffQuotations() {
    let candidates = blocks.indices.filter { index in
      let block = blocks[index]
      return block.kind == .paragraph && block.range.count <= 350 && isSetOff(block)
    }
    guard !candidates.isEmpty, candidates.count <= 64 else { return }
    let passages = blocks.indices.filter { blocks[$0].kind.isNarrative && !candidates.contains($0) }.map(wordHashes)
    for index in candidates {
      let words = wordHashes(index)
      guard words.count >= 5 else { continue }
      if passages.contains(where: { Self.holds($0, words) }) { blocks[index].settle(.pullQuote) }
    }
  }

  private func isSetOff(_ block: DraftBlock) -> Bool {
    let text = bytes[block.range]
    if text.starts(with: [0x2A, 0x2A]) && text.suffix(2).elementsEqual([0x2A, 0x2A]) { return true }
    let isCurly = text.starts(with: [0xE2, 0x80, 0x9C]) && text.suffix(3).elementsEqual([0xE2, 0x80, 0x9D])
    return isCurly || text.first == 0x22 && text.last == 0x22 && text.dropFirst().dropLast().allSatisfy { $0 != 0x22 }
  }

  /// Whether all of `words` stand in `passage` in order, with no more than as many again between them.
  private static func holds(_ passage: [UInt64], _ words: [UInt64]) -> Bool {
    guard let first = words.first else { return false }
    for start in passage.indices where passage[start] == first {
      var next = 0
      for word in passage[start...].prefix(2 * words.count + 4) where next < words.count && word == words[next] {
        next += 1
      }
      if next == words.count { return true }
    }
    return false
  }

  /// Hashes (FNV-1a) of all runs of four words in a block.
  private func wordRuns(_ index: Int) -> [UInt64] {
    let words = wordHashes(index)
    guard words.count >= 4 else { return [] }
    return (0...(words.count - 4)).map { place in
      words[place..<(place + 4)].reduce(0) { ($0 ^ $1) &* 0x9E37_79B9_7F4A_7C15 }
    }
  }

  /// Hashes of a block's words; letters and digits only, lower-cased.
  private func wordHashes(_ index: Int) -> [UInt64] {
    let block = blocks[index]
    var words: [UInt64] = []
    var hash: UInt64 = 0
    func add(_ byte: UInt8) {
      if byte.isASCIIAlphanumeric {
        hash = ((hash == 0 ? 0xCBF2_9CE4_8422_2325 : hash) ^ UInt64(byte.asciiLowercased)) &* 0x100_0000_01B3
      } else if byte < 0x80, byte != 0x27, hash != 0 {
        words.append(hash)
        hash = 0
      }
    }
    if block.isShort {
      for byte in block.visible { add(byte) }
    } else {
      for byte in bytes[block.range] { add(byte) }
    }
    if hash != 0 { words.append(hash) }
    return words
  }
}
