import Foundation

/// The files that a user's arguments name: files themselves, folders with all they hold, patterns that the shell left
/// alone, and `-` for standard input.
public struct FileList: Sendable, Hashable {
  /// Files in the order of the arguments, those of a folder by path.
  ///
  /// A name that matches nothing, a dangling link and a folder that can't be read are kept, so that reading them gives
  /// their diagnostic. Hidden files, bibliographic records beside documents, folders with the parts of
  /// saved pages and the archive itself are left out.
  public private(set) var files: [String] = []
  /// Files of folders that tell of the folder instead of being one of its documents: what is called README. They are read
  /// where the user names them.
  public private(set) var passedOver: [String] = []
  /// Folders named by the user that hold no document.
  public private(set) var emptyFolders: [String] = []

  /// Expands `arguments`, leaving out the archive at `archive` and SQLite's files beside it.
  public static func expand(_ arguments: [String], besides archive: String? = nil) -> FileList {
    let own = archive.map { path in
      Set(["", "-wal", "-shm", "-journal"].map { URL(fileURLWithPath: path + $0).standardizedFileURL.path })
    }
    var list = FileList()
    var seen: Set<String> = []
    for argument in arguments {
      for file in list.expand(argument) where seen.insert(file).inserted {
        if file != "-", own?.contains(URL(fileURLWithPath: file).standardizedFileURL.path) == true { continue }
        list.files.append(file)
      }
    }
    return list
  }

  private mutating func expand(_ argument: String) -> [String] {
    if argument == "-" { return ["-"] }
    if Self.isFolder(argument) {
      let found = Self.contents(of: argument)
      let documents = found.filter { !Self.tellsOfItsFolder($0) }
      passedOver += found.filter(Self.tellsOfItsFolder)
      if documents.isEmpty { emptyFolders.append(argument) }
      return documents
    }
    guard !FileManager.default.fileExists(atPath: argument), argument.contains(where: { "*?[".contains($0) }) else {
      return [argument]
    }
    var matches = glob_t()
    defer { globfree(&matches) }
    guard glob(argument, 0, nil, &matches) == 0 else { return [argument] }
    var found: [String] = []
    for index in 0..<Int(matches.gl_pathc) {
      if let path = matches.gl_pathv[index] { found += expand(String(cString: path)) }
    }
    return found
  }

  private static func contents(of folder: String) -> [String] {
    let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: trimmed) else { return [trimmed] }
    let known = Set(names)
    return names.sorted().filter {
      !$0.hasPrefix(".") && !BibliographicSidecar.isSidecar($0) && !isPartsFolder($0, beside: known)
    }.flatMap { name in
      let path = "\(trimmed)/\(name)"
      // A link to a folder may lead back up.
      let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
      return isFolder(path) ? (isLink ? [] : contents(of: path)) : [path]
    }
  }

  /// Whether a folder holds the pictures and scripts of a page that a browser saved beside it: `essay_files` of `essay.html`.
  private static func isPartsFolder(_ name: String, beside names: Set<String>) -> Bool {
    ["_files", "-Dateien", "_fichiers", "_archivos", "_file", "_bestanden"].contains { ending in
      guard name.hasSuffix(ending) else { return false }
      let stem = name.dropLast(ending.count)
      return ["html", "htm", "xhtml"].contains { names.contains("\(stem).\($0)") }
    }
  }

  private static func tellsOfItsFolder(_ path: String) -> Bool {
    let name = URL(fileURLWithPath: path).lastPathComponent
    return name.split(separator: ".", maxSplits: 1).first?.lowercased() == "readme"
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
