import Foundation
import LanguageRuntime
import Testing

@Suite struct DamagedEncoderTests {
  @Test(arguments: ["config.json", "vocab.txt", "model.safetensors"])
  func namesTheFileThatIsMissing(file: String) throws {
    let tiny = try TinyEncoder()
    defer { tiny.remove() }
    try FileManager.default.removeItem(at: tiny.folder.appendingPathComponent(file))
    #expect(throws: ModelError(file: file, reason: .missing)) { try tiny.load() }
  }

  @Test func refusesOtherModelsByName() throws {
    let tiny = try TinyEncoder()
    defer { tiny.remove() }
    for (from, to, layer, says) in [
      (#""bert""#, #""mpnet""#, "model_type", "mpnet, only bert"),
      (#""model_type": "bert", "#, "", "model_type", "no name"),
      (#""gelu""#, #""gelu_new""#, "hidden_act", "gelu_new, only gelu"),
      (#""hidden_size": 32"#, #""hidden_size": 40"#, "hidden_size", "40, which 16 doesn't divide"),
      (#""hidden_size": 32"#, #""hidden_size": -16"#, "hidden_size", "has size -16, expected 1 to"),
      (
        #""num_attention_heads": 4"#, #""num_attention_heads": 5"#, "num_attention_heads", "a divisor of hidden_size 32"
      ),
      (
        #""num_hidden_layers": 2"#, #""num_hidden_layers": 9223372036854775807"#, "num_hidden_layers",
        "expected 1 to 256"
      ),
      (#""num_hidden_layers": 2"#, #""num_hidden_layers": "two""#, "num_hidden_layers", "no whole number"),
      ("1e-12", "7", "layer_norm_eps", "not between 0 and 1"),
    ] {
      #expect(tiny.configuration.contains(from))
      try tiny.put(tiny.configuration.replacingOccurrences(of: from, with: to), as: "config.json")
      let error = #expect(throws: ModelError.self) { try tiny.load() }
      #expect(error?.file == "config.json")
      #expect(error?.layer == layer)
      #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    }
  }

  @Test func namesTheTensorThatIsMissingOrOfAnotherShape() throws {
    let tiny = try TinyEncoder()
    defer { tiny.remove() }
    let name = "encoder.layer.1.intermediate.dense.weight"
    var tensors = tiny.tensors
    tensors[name] = nil
    try TinyEncoder.safetensors(tensors).write(to: tiny.folder.appendingPathComponent("model.safetensors"))
    #expect(throws: ModelError(file: "model.safetensors", layer: name, reason: .missing)) { try tiny.load() }
    tensors[name] = ([32, 48], [Float](repeating: 0, count: 32 * 48))
    try TinyEncoder.safetensors(tensors).write(to: tiny.folder.appendingPathComponent("model.safetensors"))
    #expect(
      throws: ModelError(file: "model.safetensors", layer: name, reason: .shape(got: "[32, 48]", expected: "[48, 32]"))
    ) { try tiny.load() }
  }

  @Test func refusesNumbersThatAreNotFinite() throws {
    let tiny = try TinyEncoder()
    defer { tiny.remove() }
    var tensors = tiny.tensors
    tensors["encoder.layer.0.output.LayerNorm.bias"]?.values[3] = .infinity
    try TinyEncoder.safetensors(tensors).write(to: tiny.folder.appendingPathComponent("model.safetensors"))
    let error = #expect(throws: ModelError.self) { try tiny.load() }
    #expect(error?.layer == "encoder.layer.0.output.LayerNorm.bias")
  }

  @Test(arguments: [
    "", "short", "\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}{}", "\u{2}\0\0\0\0\0\0\0[]",
    "\u{3}\0\0\0\0\0\0\0{]}",
    "\u{9}\0\0\0\0\0\0\0{\"a\": {}}", "PK\u{3}\u{4}a zip file, perhaps a wheel",
  ])
  func refusesWhatIsNoSafetensorsFile(content: String) throws {
    let tiny = try TinyEncoder()
    defer { tiny.remove() }
    try Data(content.unicodeScalars.map { UInt8($0.value) }).write(
      to: tiny.folder.appendingPathComponent("model.safetensors"))
    let error = #expect(throws: ModelError.self) { try tiny.load() }
    #expect(error?.file == "model.safetensors")
  }

  @Test func refusesPlacesOutsideTheFileAndTypesItDoesNotRead() throws {
    let tiny = try TinyEncoder()
    defer { tiny.remove() }
    let file = tiny.folder.appendingPathComponent("model.safetensors")
    let sound = try Data(contentsOf: file)
    let name = "embeddings.LayerNorm.bias"
    for (from, to) in [
      (#"[0,128]"#, #"[0,9223372036854775807]"#), (#"[0,128]"#, #"[-128,0]"#), (#"[0,128]"#, #"[128,0]"#),
      (#"[0,128]"#, #"[0,124]"#), (#"[32],"data_offsets":[0,128]"#, #"[-32],"data_offsets":[0,128]"#),
      (#"[32],"data_offsets":[0,128]"#, #"[1.5],"data_offsets":[0,128]"#),
      (#""F32","shape":[32],"data_offsets":[0,128]"#, #""I64","shape":[32],"data_offsets":[0,128]"#),
    ] {
      let length = sound.prefix(8).withUnsafeBytes { Int(UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self))) }
      let header = String(decoding: sound[8..<(8 + length)], as: UTF8.self)
      #expect(header.contains(from))
      let changed = Data(header.replacingOccurrences(of: from, with: to).utf8)
      var data = Data()
      withUnsafeBytes(of: UInt64(changed.count).littleEndian) { data.append(contentsOf: $0) }
      try (data + changed + sound.dropFirst(8 + length)).write(to: file)
      let error = #expect(throws: ModelError.self, "\(to)") { try tiny.load() }
      #expect(error?.file == "model.safetensors")
      #expect(error?.layer == name)
    }
  }

  @Test func refusesAVocabularyThatDoesNotFit() throws {
    let tiny = try TinyEncoder()
    defer { tiny.remove() }
    try tiny.put((TinyEncoder.words + ["more"]).joined(separator: "\n"), as: "vocab.txt")
    let error = #expect(throws: ModelError.self) { try tiny.load() }
    #expect(error?.description.contains("32 pieces, expected at most 31") == true, "\(String(describing: error))")
    try tiny.put("king\nqueen\n", as: "vocab.txt")
    #expect(throws: ModelError(file: "vocab.txt", layer: "[UNK]", reason: .missing)) { try tiny.load() }
  }

  @Test func survivesCutsAndFlippedBits() throws {
    let tiny = try TinyEncoder(layers: 1)
    defer { tiny.remove() }
    for name in ["config.json", "vocab.txt", "model.safetensors"] {
      let file = tiny.folder.appendingPathComponent(name)
      let sound = try Data(contentsOf: file)
      for round in 0..<60 {
        var bytes = [UInt8](sound)
        if round % 3 == 0 {
          bytes.removeLast(bytes.count * round / 60)
        } else {
          bytes[(round * 7919) % min(bytes.count, 3000)] ^= 1 << UInt8(round % 8)
        }
        try Data(bytes).write(to: file)
        // Either it is refused or it encodes; both are fine, a trap would end the tests.
        do {
          let model = try tiny.load(round % 2 == 0 ? .int8 : .float32)
          let pieces = model.makeTokenizer().pieces(of: "The king wrote.").ids
          #expect(try model.makeEncoder().encode([EncoderInput(pieces: pieces)])[0].count == pieces.count)
        } catch { #expect(error is ModelError || error is EncoderError) }
      }
      try sound.write(to: file)
    }
  }
}
