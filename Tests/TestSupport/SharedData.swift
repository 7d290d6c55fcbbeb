import Foundation

/// The development data that lie beside the checkout; absent on most machines, so that tests skip what needs them.
public enum SharedData {
  /// `../shared/data`, or where `ENTENTE_SHARED_DATA` says; nil where there is no such folder.
  public static let folder: URL? = {
    let environment = ProcessInfo.processInfo.environment
    let candidates = [environment["ENTENTE_SHARED_DATA"], packageFolder.path + "/../shared/data", "/work/shared/data"]
    return candidates.compactMap(\.self).map { URL(fileURLWithPath: $0).standardizedFileURL }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  public static func file(_ path: String) -> URL? {
    guard let file = folder?.appendingPathComponent(path), FileManager.default.fileExists(atPath: file.path) else {
      return nil
    }
    return file
  }

  /// The folder of Package.swift.
  public static let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file below Tests/Fixtures.
  public static func fixture(_ path: String) -> URL {
    packageFolder.appendingPathComponent("Tests/Fixtures").appendingPathComponent(path)
  }
}

/// Where set-up has put the language model.
public enum TestModel {
  /// The pipeline folder, or nil where set-up has not run.
  public static let folder: URL? = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share"
    let path = environment["ENTENTE_MODEL"] ?? data + "/entente/models/en_core_web_sm-3.8.0"
    return FileManager.default.fileExists(atPath: path + "/meta.json") ? URL(fileURLWithPath: path) : nil
  }()

  /// The folder of the learned reader's encoder, or nil where set-up has not run.
  public static let encoder: URL? = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share"
    let path = environment["ENTENTE_ENCODER"] ?? data + "/entente/models/all-MiniLM-L6-v2-0.1.0"
    return FileManager.default.fileExists(atPath: path + "/config.json") ? URL(fileURLWithPath: path) : nil
  }()
}
