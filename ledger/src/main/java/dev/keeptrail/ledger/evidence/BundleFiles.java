package dev.keeptrail.ledger.evidence;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a bundle as its zip holds them, read within bounds; whoever made it may be hostile.
 */
final class BundleFiles implements AutoCloseable {
  private static final int MOST_SMALL_BYTES = 64 << 20;
  private static final int BUFFER = 1 << 16;

  /** What the record begins with that is the last one of a zip, and how many bytes follow. */
  private static final byte[] END = {'P', 'K', 5, 6};

  private static final int END_REST = 18;

  /** Characters: an event has 16 MiB at most, and may stand here as a text with its salts. */
  private static final int MOST_LINE = 48 << 20;

  private final Path file;
  private final ZipFile zip;

  private BundleFiles(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /**
   * Opens a bundle.
   *
   * @throws IOException when the file cannot be read, or is no zip
   */
  static BundleFiles open(Path file) throws IOException {
    return new BundleFiles(file, new ZipFile(file.toFile()));
  }

  /** All of them, in the order of the zip's list. */
  List<ZipEntry> entries() {
    return zip.stream().map(ZipEntry.class::cast).toList();
  }

  /** One of them; null where it is not there. */
  @Nullable ZipEntry entry(String name) {
    return zip.getEntry(name);
  }

  /** The bytes of a file that is small; null where it is not there. */
  byte @Nullable [] small(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes(MOST_SMALL_BYTES);
    }
  }

  /** The text of a file that is small; empty where it is not there. */
  String text(String name) throws IOException {
    byte[] bytes = small(name);
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** The lines of a file of any size. */
  BoundedLines lines(ZipEntry entry) throws IOException {
    return new BoundedLines(
        new InputStreamReader(
            new BufferedInputStream(zip.getInputStream(entry), BUFFER), StandardCharsets.UTF_8),
        MOST_LINE);
  }

  /** SHA-256 of a file, in hexadecimal digits. */
  String digest(ZipEntry entry) throws IOException {
    return digest(zip.getInputStream(entry));
  }

  /**
   * Whether entries share bytes. Then a small file can hold more than anybody can look at;
   * otherwise a thousand times its own size at most.
   */
  boolean isLaidOver() throws IOException {
    return zip.stream().mapToDouble(ZipEntry::getCompressedSize).sum() > Files.size(file);
  }

  /**
   * Whether programs that go by what stands before each file find what those find that go by the
   * list at the end of the zip.
   *
   * @param digests of all files, in the order of that list
   */
  boolean isSameFromTheBeginning(Map<String, String> digests) throws IOException {
    List<String> listed = List.copyOf(digests.keySet());
    int at = 0;
    try (var in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      ZipEntry entry = in.getNextEntry();
      while (entry != null && at < listed.size()) {
        String name = listed.get(at);
        if (!name.equals(entry.getName()) || !digest(in).equals(digests.get(name))) {
          return false;
        }
        at++;
        entry = in.getNextEntry();
      }
      return entry == null && at == listed.size();
    } catch (ZipException | IllegalArgumentException _) {
      return false;
    }
  }

  /** Whether nothing comes behind the list, not even what a zip calls its comment. */
  boolean endsWithItsList() throws IOException {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[END.length + END_REST];
      in.seek(Math.max(0, in.length() - end.length));
      in.readFully(end, 0, (int) Math.min(end.length, in.length()));
      boolean noComment = end[end.length - 1] == 0 && end[end.length - 2] == 0;
      return noComment && Arrays.equals(end, 0, END.length, END, 0, END.length);
    }
  }

  private static String digest(InputStream in) throws IOException {
    MessageDigest digest = EvidenceFiles.sha256();
    byte[] buffer = new byte[BUFFER];
    int count = in.read(buffer);
    while (count >= 0) {
      digest.update(buffer, 0, count);
      count = in.read(buffer);
    }
    return EvidenceFiles.hex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
