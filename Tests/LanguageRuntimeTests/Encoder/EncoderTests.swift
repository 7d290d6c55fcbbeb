import LanguageRuntime
import Testing

@Suite struct EncoderTests {
  /// Sequences of lengths below, at and above what kernels take together, and an empty one.
  private let sequences: [[Int32]] = [1, 2, 3, 5, 7, 8, 12, 13, 20, 31, 32, 33, 48, 0].map { length in
    (0..<Int32(length)).map { ($0 * 7 + Int32(length)) % Int32(TinyEncoder.words.count) }
  }

  @Test(
    arguments: [(32, 4, 48, 2), (64, 2, 96, 1), (48, 3, 16, 1), (16, 8, 32, 2)], EncoderKernels.available.map(\.name))
  func givesWhatTheSlowWayGives(sizes: (Int, Int, Int, Int), kernels: String) throws {
    let tiny = try TinyEncoder(width: sizes.0, heads: sizes.1, inner: sizes.2, layers: sizes.3)
    defer { tiny.remove() }
    let model = try tiny.load(kernels: try #require(EncoderKernels.named(kernels)))
    #expect(model.width == sizes.0)
    #expect(model.limit == 48)
    let outputs = try model.makeEncoder().encode(sequences.map { EncoderInput(pieces: $0) })
    for (pieces, output) in zip(sequences, outputs) {
      let distance = TinyEncoder.distance(output, tiny.encode(pieces))
      #expect(distance < 2e-5, "\(pieces.count) pieces")
    }
  }

  @Test(arguments: EncoderPrecision.allCases)
  func aSequenceIsTheSameWhateverIsEncodedWithIt(precision: EncoderPrecision) throws {
    let tiny = try TinyEncoder()
    defer { tiny.remove() }
    let model = try tiny.load(precision)
    let inputs = (sequences + sequences.reversed() + sequences).map { EncoderInput(pieces: $0) }
    let encoder = model.makeEncoder()
    let together = try encoder.encode(inputs).map(\.values)
    #expect(try inputs.map { try model.makeEncoder().encode([$0])[0].values } == together)
    #expect(try encoder.encode(inputs).map(\.values) == together)
    #expect(try encoder.encode([]).isEmpty)
  }

  @Test func addsVectorsToTheEmbeddings() throws {
    let tiny = try TinyEncoder()
    defer { tiny.remove() }
    let pieces: [Int32] = [2, 4, 6, 5, 3]
    let added: TinyEncoder.Rows = pieces.indices.map { row in (0..<32).map { Double((row * 5 + $0 * 3) % 11) / 8 - 0.5 }
    }
    let input = EncoderInput(pieces: pieces, added: added.joined().map(Float.init))
    let plain = EncoderInput(pieces: pieces)
    let outputs = try tiny.load().makeEncoder().encode([plain, input])
    #expect(TinyEncoder.distance(outputs[0], tiny.encode(pieces)) < 2e-5)
    #expect(TinyEncoder.distance(outputs[1], tiny.encode(pieces, added: added)) < 2e-5)
    #expect(TinyEncoder.distance(outputs[0], tiny.encode(pieces, added: added)) > 0.1)
  }

  @Test func amendsWeightsBeforeTheyAreUsed() throws {
    let tiny = try TinyEncoder(seed: 1)
    let other = try TinyEncoder(seed: 2)
    defer {
      tiny.remove()
      other.remove()
    }
    // Every tensor replaced is the other model.
    let all = other.tensors.mapValues { WeightAmendment.replaced($0.values) }
    let pieces: [Int32] = [2, 4, 6, 5, 3]
    let output = try tiny.load(amendments: all).makeEncoder().encode([EncoderInput(pieces: pieces)])[0]
    #expect(TinyEncoder.distance(output, other.encode(pieces)) < 2e-5)
    // A product of low rank is what it is as a matrix.
    let name = "encoder.layer.1.intermediate.dense.weight"
    let left = (0..<(48 * 2)).map { Float($0 % 7) / 16 - 0.2 }
    let right = (0..<(32 * 2)).map { Float($0 % 5) / 16 - 0.1 }
    var values = try #require(tiny.tensors[name]).values
    for output in 0..<48 {
      for input in 0..<32 {
        values[output * 32 + input] += left[output * 2] * right[input] + left[output * 2 + 1] * right[32 + input]
      }
    }
    let low = try tiny.load(amendments: [name: .lowRank(left: left, right: right, rank: 2)])
    let full = try tiny.load(amendments: [name: .replaced(values)])
    let encoded = try [low, full, try tiny.load()].map {
      try $0.makeEncoder().encode([EncoderInput(pieces: pieces)])[0].values
    }
    #expect(zip(encoded[0], encoded[1]).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(zip(encoded[0], encoded[2]).contains { abs($0 - $1) > 1e-2 })
  }

  @Test func refusesAmendmentsThatFitNothing() throws {
    let tiny = try TinyEncoder()
    defer { tiny.remove() }
    let name = "encoder.layer.0.output.dense.weight"
    for (key, amendment) in [
      ("encoder.layer.7.output.dense.weight", WeightAmendment.replaced([1])), (name, .replaced([1, 2])),
      (name, .lowRank(left: [1], right: [1], rank: 1)), (name, .lowRank(left: [], right: [], rank: 0)),
      ("embeddings.LayerNorm.bias", .lowRank(left: [], right: [], rank: -1)),
      (name, .replaced([Float](repeating: .nan, count: 32 * 48))),
    ] {
      let error = #expect(throws: ModelError.self) { try tiny.load(amendments: [key: amendment]) }
      #expect(error?.layer == key)
    }
  }

  @Test func refusesInputsThatTheModelCannotTake() throws {
    let tiny = try TinyEncoder()
    defer { tiny.remove() }
    let encoder = try tiny.load().makeEncoder()
    let good = EncoderInput(pieces: [2, 3])
    func refusal(_ input: EncoderInput) -> EncoderError? {
      #expect(throws: EncoderError.self) { try encoder.encode([good, input]) }
    }
    #expect(
      refusal(EncoderInput(pieces: [Int32](repeating: 4, count: 49))) == .tooLong(input: 1, got: 49, limit: 48))
    let count = TinyEncoder.words.count
    for piece in [-1, Int32.min, Int32(count), Int32.max] {
      #expect(refusal(EncoderInput(pieces: [piece])) == .unknownPiece(input: 1, piece: piece, vocabulary: count))
    }
    #expect(refusal(EncoderInput(pieces: [2, 3], added: [0, 0])) == .addedVectors(input: 1, got: 2, expected: 64))
    #expect(refusal(EncoderInput(pieces: [], added: [0])) == .addedVectors(input: 1, got: 1, expected: 0))
    #expect(try encoder.encode([good])[0].count == 2)
  }
}

@Suite struct EncoderKernelTests {
  private let inputs = (1...48).map { length in
    EncoderInput(pieces: (0..<Int32(length)).map { ($0 &* 11 + Int32(length)) % Int32(TinyEncoder.words.count) })
  }

  @Test func int8IsTheSameBitForBitOnEverySet() throws {
    let tiny = try TinyEncoder(width: 96, heads: 3, inner: 208)
    defer { tiny.remove() }
    let results = try EncoderKernels.available.map { kernels in
      try tiny.load(.int8, kernels: kernels).makeEncoder().encode(inputs).flatMap { $0.values.map(\.bitPattern) }
    }
    for (kernels, result) in zip(EncoderKernels.available, results) {
      #expect(result == results[0], "\(kernels)")
    }
  }

  @Test func float32IsTheSameButForTheLastBits() throws {
    let tiny = try TinyEncoder(width: 96, heads: 3, inner: 208)
    defer { tiny.remove() }
    let results = try EncoderKernels.available.map { kernels in
      try tiny.load(kernels: kernels).makeEncoder().encode(inputs).flatMap(\.values)
    }
    for (kernels, result) in zip(EncoderKernels.available, results) {
      let isFused = !["sse2", "portable"].contains(kernels.name)
      let limit: Float = isFused == !["sse2", "portable"].contains(EncoderKernels.available[0].name) ? 0 : 2e-5
      #expect(zip(result, results[0]).allSatisfy { abs($0 - $1) <= limit }, "\(kernels)")
    }
  }

  @Test func int8IsCloseToFloat32() throws {
    let tiny = try TinyEncoder(width: 96, heads: 3, inner: 208)
    defer { tiny.remove() }
    let exact = try tiny.load().makeEncoder().encode(inputs)
    let rough = try tiny.load(.int8).makeEncoder().encode(inputs)
    func dot(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float { zip(a, b).map(*).reduce(0, +) }
    for (exact, rough) in zip(exact, rough) {
      for row in 0..<exact.count {
        let (a, b) = (exact[row], rough[row])
        #expect(dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot() > 0.998)
      }
    }
  }

  @Test func namesSetsAndGivesNoneThatIsNotThere() {
    #expect(EncoderKernels.available.allSatisfy { EncoderKernels.named($0.name)?.name == $0.name })
    #expect(EncoderKernels.named("abacus") == nil)
  }
}
