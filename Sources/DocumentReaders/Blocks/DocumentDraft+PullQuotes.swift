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

  /// Hashes (FNV-1a) of all runs of four words in a block; letters and digits only, lower-cased.
  private func wordRuns(_ index: Int) -> [UInt64] {
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
    guard words.count >= 4 else { return [] }
    return (0...(words.count - 4)).map { place in
      words[place..<(place + 4)].reduce(0) { ($0 ^ $1) &* 0x9E37_79B9_7F4A_7C15 }
    }
  }
}
