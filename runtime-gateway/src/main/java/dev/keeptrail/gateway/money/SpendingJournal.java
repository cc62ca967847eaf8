package dev.keeptrail.gateway.money;

import dev.keeptrail.gateway.secrets.PrivateFile;
import dev.keeptrail.ledger.lock.HeldFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which spending outlives the process: a line for each change of an account, {@code
 * period}, {@code thousand-millionths of a dollar}, {@code account}, parted by tabs. Reservations
 * are written before a provider is asked, so that money of which the end of the process hid what
 * became of it counts as spent. Lines are handed to the operating system when a method returns, and
 * are on the disk when {@link #force} was called. One process at a time; but for that not
 * thread-safe.
 */
final class SpendingJournal implements AutoCloseable {
  /** A file that grew so much is written anew with one line for each account. */
  private static final long REWRITE_BYTES = 4L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(SpendingJournal.class);
  private static final Pattern LINE = Pattern.compile("([^\t]{1,10})\t(-?[0-9]{1,19})\t([^\t]+)");

  private final Path file;
  private final HeldFile held;
  private volatile FileChannel channel;
  private long appended;
  private long torn = -1;

  private SpendingJournal(Path file, HeldFile held, FileChannel channel) {
    this.file = file;
    this.held = held;
    this.channel = channel;
  }

  /**
   * Opens the journal for one process alone.
   *
   * @throws IOException when the file cannot be used, or another process has it
   */
  static SpendingJournal open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    HeldFile held =
        HeldFile.take(file.resolveSibling(file.getFileName() + ".lock"))
            .orElseThrow(() -> new IOException("another gateway keeps its spending there"));
    boolean opened = false;
    try {
      var journal = new SpendingJournal(file, held, append(file));
      opened = true;
      return journal;
    } finally {
      if (!opened) {
        held.close();
      }
    }
  }

  private static FileChannel append(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        PrivateFile.ownerOnly());
  }

  /**
   * The sums of all accounts.
   *
   * @throws IOException when a line is none; a last line that breaks off was never answered for
   */
  Map<Account, Long> read() throws IOException {
    Map<Account, Long> sums = new HashMap<>();
    // Bytes that are no text become characters that are in no amount.
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n') + 1;
    int number = 0;
    for (String line : text.substring(0, end).lines().toList()) {
      number++;
      Matcher matcher = LINE.matcher(line);
      try {
        if (!matcher.matches()) {
          throw foreign(number, null);
        }
        long nanos = Long.parseLong(matcher.group(2));
        sums.merge(new Account(matcher.group(3), matcher.group(1)), nanos, Math::addExact);
      } catch (NumberFormatException | ArithmeticException outOfRange) {
        throw foreign(number, outOfRange);
      }
    }
    return sums;
  }

  private static IOException foreign(int line, @Nullable Exception cause) {
    return new IOException(
        "no gateway wrote its line %d; put the right file back, or take the line out (what it counted is not counted then)"
            .formatted(line),
        cause);
  }

  /** Whether it is time to {@link #rewrite}. */
  boolean isLong() {
    return appended > REWRITE_BYTES;
  }

  void append(Map<Account, Long> changes) throws IOException {
    if (torn >= 0) {
      takeBack();
    }
    ByteBuffer bytes = bytes(changes);
    long before = channel.size();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      appended += bytes.limit();
    } catch (IOException full) {
      // A part of a line may be there, and must not become the beginning of the next one.
      torn = before;
      takeBack();
      throw full;
    }
  }

  private void takeBack() throws IOException {
    channel.truncate(torn);
    torn = -1;
  }

  /**
   * Forces what was appended to the disk. May run beside the other methods; a file that was
   * replaced meanwhile is on the disk already.
   */
  void force() throws IOException {
    try {
      channel.force(false);
    } catch (ClosedChannelException _) {
      LOG.debug("the file of spending was replaced, and forced with it");
    }
  }

  /** Replaces all lines by one for each account. */
  void rewrite(Map<Account, Long> sums) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel fresh =
        FileChannel.open(
            next,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            PrivateFile.ownerOnly())) {
      ByteBuffer bytes = bytes(sums);
      while (bytes.hasRemaining()) {
        fresh.write(bytes);
      }
      fresh.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    channel.close();
    channel = append(file);
    appended = 0;
  }

  private static ByteBuffer bytes(Map<Account, Long> changes) {
    var text = new StringBuilder();
    changes.forEach((account, nanos) ->
        text.append(account.period())
            .append('\t')
            .append(nanos.longValue())
            .append('\t')
            .append(account.name())
            .append('\n'));
    return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    channel.force(true);
    channel.close();
    held.close();
  }
}
