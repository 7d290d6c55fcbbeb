import Foundation
import Pipeline
import Testing

@Suite struct EncoderLocationTests {
  @Test func takesTheNamedFolderThenTheOneThatSetUpMade() throws {
    let data = FileManager.default.temporaryDirectory.appendingPathComponent("entente-data-\(UUID().uuidString)")
    let made = data.appendingPathComponent("entente/models/\(EncoderLocation.defaultName)")
    defer { try? FileManager.default.removeItem(at: data) }
    let environment = ["XDG_DATA_HOME": data.path]
    #expect(try EncoderLocation.folder(environment: environment) == nil)
    try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    #expect(try EncoderLocation.folder(environment: environment)?.path == made.path)
    let named = environment.merging(["ENTENTE_ENCODER": data.path]) { $1 }
    #expect(try EncoderLocation.folder(environment: named)?.path == data.path)
  }

  @Test func refusesANamedFolderThatIsNotThere() {
    let path = "/nowhere/entente-encoder"
    let error = #expect(throws: MissingEncoder.self) {
      try EncoderLocation.folder(environment: ["ENTENTE_ENCODER": path])
    }
    #expect(error?.path == path)
  }
}
