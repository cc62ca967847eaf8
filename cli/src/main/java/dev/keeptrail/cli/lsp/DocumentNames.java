package dev.keeptrail.cli.lsp;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Addresses of documents as editors give them, and names as the language knows them: paths, where
 * there is one. Safe for many threads.
 */
final class DocumentNames {
  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  /** The name of a document; the address itself for one that is not a file. */
  String name(String address) {
    String name = path(address);
    addresses.put(name, address);
    return name;
  }

  /** The address as the editor wrote it, or made from the path of a file it has not opened. */
  String address(String name) {
    String known = addresses.get(name);
    return known != null ? known : Path.of(name).toUri().toString();
  }

  static String path(String address) {
    try {
      URI uri = URI.create(address);
      return "file".equals(uri.getScheme()) ? Path.of(uri).toString() : address;
    } catch (IllegalArgumentException | FileSystemNotFoundException notAFile) {
      return address;
    }
  }

  /** Whether the name is a path. */
  static boolean isPath(String name) {
    try {
      return Path.of(name).isAbsolute();
    } catch (InvalidPathException notAPath) {
      return false;
    }
  }
}
