import Foundation

/// The files that a user's arguments name: files themselves, folders with all they hold, patterns that the shell left
/// alone, and `-` for standard input.
public enum FileList {
  /// Files in the order of the arguments, those of a folder by path; hidden ones and bibliographic records
  /// beside documents are left out.
  ///
  /// A name that matches nothing is kept, so that reading it gives its diagnostic.
  public static func expand(_ arguments: [String]) -> [String] {
    var files: [String] = []
    var seen: Set<String> = []
    for argument in arguments {
      for file in expand(argument) where seen.insert(file).inserted { files.append(file) }
    }
    return files
  }

  private static func expand(_ argument: String) -> [String] {
    if argument == "-" { return ["-"] }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) {
      return isFolder.boolValue ? contents(of: argument) : [argument]
    }
    guard argument.contains(where: { "*?[".contains($0) }) else { return [argument] }
    var matches = glob_t()
    defer { globfree(&matches) }
    guard glob(argument, 0, nil, &matches) == 0 else { return [argument] }
    return (0..<Int(matches.gl_pathc)).compactMap { matches.gl_pathv[$0].map { String(cString: $0) } }.flatMap(expand)
  }

  private static func contents(of folder: String) -> [String] {
    let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let paths = FileManager.default.enumerator(atPath: trimmed)?.compactMap { $0 as? String } ?? []
    return paths.filter { path in
      !path.split(separator: "/").contains { $0.hasPrefix(".") } && !BibliographicSidecar.isSidecar(path)
    }.sorted().map { "\(trimmed)/\($0)" }.filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }
}
