/// Splits one chunk (a run of text between blanks) by exceptions, prefixes, suffixes, URLs and infixes, as spaCy's
/// tokenizer does. For one thread.
final class ChunkSplitter {
  /// A token of the chunk: its bytes there, and the exception piece that it comes from, if any.
  struct Part {
    var bytes: Range<Int>
    var norm: [UInt8]?
  }

  private let tokenizer: Tokenizer
  private let matcher = PatternMatcher()
  private var codes: [UInt32] = []
  /// Byte where each code point begins, and the end.
  private var offsets: [Int] = []
  private var suffixes: [Range<Int>] = []
  /// The next place in the chunk where a suffix could begin that isn't near the end; kept, so that a chunk of thousands of
  /// signs isn't read through for each of them.
  private var nextFarStart = 0

  init(_ tokenizer: Tokenizer) { self.tokenizer = tokenizer }

  /// Appends the tokens of `chunk` to `parts`.
  func split(_ chunk: UnsafeBufferPointer<UInt8>, exceptions useExceptions: Bool = true, into parts: inout [Part]) {
    if useExceptions, let id = tokenizer.exceptions.find(chunk) {
      appendException(id, at: 0, to: &parts)
      return
    }
    decode(chunk)
    suffixes.removeAll(keepingCapacity: true)
    nextFarStart = -1
    codes.withUnsafeBufferPointer { codes in
      var low = 0
      var high = codes.count
      var lastLength = -1
      var exception: Int?
      while low < high, high - low != lastLength {
        let rest = UnsafeBufferPointer(rebasing: codes[low..<high])
        if let token = tokenizer.token, matcher.match(token, rest) != nil { break }
        exception = useExceptions ? self.exception(chunk, low, high) : nil
        if exception != nil { break }
        lastLength = high - low
        let prefix = length(tokenizer.prefix, rest)
        if prefix > 0, prefix < rest.count, useExceptions {
          exception = self.exception(chunk, low + prefix, high)
          if exception != nil {
            parts.append(part(low, low + prefix))
            low += prefix
            break
          }
        }
        let suffix = suffixLength(codes, from: low + prefix, to: high)
        if suffix > 0, suffix < rest.count, useExceptions {
          exception = self.exception(chunk, low, high - suffix)
          if exception != nil {
            suffixes.append((high - suffix)..<high)
            high -= suffix
            break
          }
        }
        if prefix > 0, suffix > 0, prefix + suffix <= rest.count {
          parts.append(part(low, low + prefix))
          suffixes.append((high - suffix)..<high)
          low += prefix
          high -= suffix
        } else if prefix > 0 {
          parts.append(part(low, low + prefix))
          low += prefix
        } else if suffix > 0 {
          suffixes.append((high - suffix)..<high)
          high -= suffix
        }
      }
      if low < high {
        if let exception = exception ?? (useExceptions ? self.exception(chunk, low, high) : nil) {
          appendException(exception, at: offsets[low], to: &parts)
        } else {
          splitInside(UnsafeBufferPointer(rebasing: codes[low..<high]), at: low, into: &parts)
        }
      }
      for suffix in suffixes.reversed() { parts.append(part(suffix.lowerBound, suffix.upperBound)) }
    }
  }

  private func splitInside(_ text: UnsafeBufferPointer<UInt32>, at low: Int, into parts: inout [Part]) {
    if let token = tokenizer.token, matcher.match(token, text) != nil {
      parts.append(part(low, low + text.count))
      return
    }
    if let url = tokenizer.url, matcher.match(url, text) != nil {
      parts.append(part(low, low + text.count))
      return
    }
    var start = 0
    if let infix = tokenizer.infix {
      var from = 0
      while from <= text.count, let found = matcher.search(infix, text, from: from) {
        // An empty match is passed over by going on one further, as `re.finditer` does.
        from = found.isEmpty ? found.upperBound + 1 : found.upperBound
        if found.lowerBound == 0 { continue }
        if start < found.lowerBound { parts.append(part(low + start, low + found.lowerBound)) }
        if !found.isEmpty { parts.append(part(low + found.lowerBound, low + found.upperBound)) }
        start = found.upperBound
      }
    }
    if start < text.count { parts.append(part(low + start, low + text.count)) }
  }

  /// Whether an affix rule or an infix matches in `key`.
  func hasAffix(_ key: [UInt8]) -> Bool {
    key.withUnsafeBufferPointer { decode($0) }
    return codes.withUnsafeBufferPointer { codes in
      length(tokenizer.prefix, codes) > 0 || length(tokenizer.suffix, codes) > 0
        || tokenizer.infix.map { matcher.search($0, codes) != nil } ?? false
    }
  }

  /// The tokens of a text, which may hold blanks, with exceptions switched off.
  func plainTokens(of text: [UInt8]) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    text.withUnsafeBufferPointer { bytes in
      TextChunks.forEach(in: bytes) { range, _ in
        var parts: [Part] = []
        split(UnsafeBufferPointer(rebasing: bytes[range]), exceptions: false, into: &parts)
        tokens += parts.map {
          Array(bytes[(range.lowerBound + $0.bytes.lowerBound)..<(range.lowerBound + $0.bytes.upperBound)])
        }
      }
    }
    return tokens
  }

  private func decode(_ chunk: UnsafeBufferPointer<UInt8>) {
    codes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    var offset = 0
    while offset < chunk.count {
      let (code, length) = CodePoints.next(chunk, offset)
      codes.append(code)
      offsets.append(offset)
      offset += length
    }
    offsets.append(chunk.count)
  }

  private func length(_ program: PatternProgram?, _ text: UnsafeBufferPointer<UInt32>) -> Int {
    program.flatMap { matcher.search($0, text)?.count } ?? 0
  }

  private func suffixLength(_ codes: UnsafeBufferPointer<UInt32>, from low: Int, to high: Int) -> Int {
    guard let program = tokenizer.suffix else { return 0 }
    if nextFarStart < low {
      nextFarStart = codes[low...].firstIndex(where: program.isFarStart) ?? codes.count
    }
    let text = UnsafeBufferPointer(rebasing: codes[low..<high])
    return matcher.search(program, text, farFrom: nextFarStart - low)?.count ?? 0
  }

  private func exception(_ chunk: UnsafeBufferPointer<UInt8>, _ low: Int, _ high: Int) -> Int? {
    guard offsets[high] - offsets[low] <= tokenizer.longestException else { return nil }
    return tokenizer.exceptions.find(UnsafeBufferPointer(rebasing: chunk[offsets[low]..<offsets[high]]))
  }

  private func part(_ low: Int, _ high: Int) -> Part { Part(bytes: offsets[low]..<offsets[high], norm: nil) }

  private func appendException(_ id: Int, at byte: Int, to parts: inout [Part]) {
    var start = byte
    for piece in tokenizer.pieces[id] {
      parts.append(Part(bytes: start..<(start + piece.text.count), norm: piece.norm))
      start += piece.text.count
    }
  }
}
