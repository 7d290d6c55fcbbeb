/// Tokenizes texts with caches of words and chunks. For one thread.
final class TokenizerRun {
  private let tokenizer: Tokenizer
  private let lexicon: Lexicon
  private let splitter: ChunkSplitter
  private(set) var words = WordTable()
  private var chunks = ByteTable(minimumCapacity: 8192)
  /// Words of chunk i: `chunkWords[chunkStarts[i] ..< chunkStarts[i + 1]]`.
  private var chunkStarts: [Int] = [0]
  private var chunkWords: [Int32] = []
  private var parts: [ChunkSplitter.Part] = []

  init(tokenizer: Tokenizer, lexicon: Lexicon) {
    self.tokenizer = tokenizer
    self.lexicon = lexicon
    splitter = ChunkSplitter(tokenizer)
  }

  /// Whether the caches have grown so far that they should be emptied.
  var isFull: Bool { words.count > 60_000 || chunks.count > 80_000 || chunks.arena.count > 4_000_000 }

  /// Forgets all words; their numbers lose their meaning.
  func removeAll() {
    words = WordTable()
    chunks = ByteTable(minimumCapacity: 8192)
    chunkStarts = [0]
    chunkWords = []
  }

  /// Appends the tokens of `text` to `batch` as one more text.
  func tokenize(_ text: UnsafeBufferPointer<UInt8>, into batch: inout TokenBatch) {
    let first = batch.words.count
    var hasSpecials = false
    TextChunks.forEach(in: text) { range, hasSpace in
      let chunk = UnsafeBufferPointer(rebasing: text[range])
      let (id, isNew) = chunks.intern(chunk)
      if isNew { learn(chunk) }
      for index in chunkStarts[id]..<chunkStarts[id + 1] {
        let word = chunkWords[index]
        batch.words.append(word)
        batch.spaces.append(false)
        if words.words[Int(word)].special >= 0 { hasSpecials = true }
      }
      batch.spaces[batch.spaces.count - 1] = hasSpace
    }
    if hasSpecials { replaceSpecials(from: first, &batch.words, &batch.spaces) }
    batch.starts.append(batch.words.count)
  }

  private func learn(_ chunk: UnsafeBufferPointer<UInt8>) {
    parts.removeAll(keepingCapacity: true)
    splitter.split(chunk, into: &parts)
    for part in parts {
      chunkWords.append(
        words.intern(
          UnsafeBufferPointer(rebasing: chunk[part.bytes]), norm: part.norm, lexicon: lexicon, tokenizer: tokenizer))
    }
    chunkStarts.append(chunkWords.count)
  }

  /// Token sequences from `first` on that an exception would have made otherwise: longest first, then leftmost; one
  /// whose first or last token is taken already is dropped.
  private func replaceSpecials(from first: Int, _ tokens: inout [Int32], _ spaces: inout [Bool]) {
    var hits: [Range<Int>] = []
    for index in first..<tokens.count {
      let special = Int(words.words[Int(tokens[index])].special)
      guard special >= 0 else { continue }
      for sequence in tokenizer.specialSequences[special] where index + sequence.count <= tokens.count {
        let matches = (1..<max(1, sequence.count)).allSatisfy {
          words.bytes(tokens[index + $0]).elementsEqual(sequence[$0])
        }
        if matches { hits.append(index..<(index + sequence.count)) }
      }
    }
    guard !hits.isEmpty else { return }
    hits.sort { ($1.count, $0.lowerBound) < ($0.count, $1.lowerBound) }
    var taken = Set<Int>()
    var kept: [Range<Int>] = []
    for hit in hits {
      if !taken.contains(hit.lowerBound), !taken.contains(hit.upperBound - 1) { kept.append(hit) }
      taken.formUnion(hit)
    }
    kept.sort { $0.lowerBound < $1.lowerBound }
    var newTokens: [Int32] = []
    var newSpaces: [Bool] = []
    var next = first
    for hit in kept {
      guard let id = exception(of: hit, tokens, spaces) else { continue }
      newTokens += tokens[next..<hit.lowerBound]
      newSpaces += spaces[next..<hit.lowerBound]
      for piece in tokenizer.pieces[id] {
        newTokens.append(
          piece.text.withUnsafeBufferPointer {
            words.intern($0, norm: piece.norm, lexicon: lexicon, tokenizer: tokenizer)
          })
        newSpaces.append(false)
      }
      newSpaces[newSpaces.count - 1] = spaces[hit.upperBound - 1]
      next = hit.upperBound
    }
    newTokens += tokens[next...]
    newSpaces += spaces[next...]
    tokens.replaceSubrange(first..., with: newTokens)
    spaces.replaceSubrange(first..., with: newSpaces)
  }

  /// The exception whose text, blanks included, is that of the tokens `range`.
  private func exception(of range: Range<Int>, _ tokens: [Int32], _ spaces: [Bool]) -> Int? {
    var text: [UInt8] = []
    for index in range {
      text += words.bytes(tokens[index])
      if spaces[index], index + 1 < range.upperBound { text.append(0x20) }
    }
    return tokenizer.exceptions.find(text)
  }
}
