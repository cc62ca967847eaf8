package dev.keeptrail.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.keeptrail.ledger.LedgerPlace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at what Keeptrail stands on: Java, its folder, the disk, the clock, start-up caches.
 *
 * @param ledger where the ledger is or will be; of one on a server, where its keys are
 */
record DoctorMachine(Invocation invocation, Path ledger) {
  /** Set by the launcher: the folder of the start-up caches. */
  static final String CACHES = "KEEPTRAIL_START_CACHES";

  private static final long FEW_FILES = 1_024;
  private static final int LEAST_JAVA = 25;
  private static final long LITTLE_BYTES = 1L << 30;
  private static final long FEW_BYTES = 100L << 20;
  private static final long MIB = 1L << 20;

  /** Nothing of this was built before. */
  private static final Instant FIRST_BUILD = Instant.parse("2026-11-01T00:00:00Z");

  List<DoctorCheck> checks() {
    return List.of(java(), files(), home(), disk(), clock(), caches());
  }

  private static DoctorCheck java() {
    String detail =
        "JDK %s, heap up to %d MiB, %d processors"
            .formatted(
                Runtime.version(),
                Runtime.getRuntime().maxMemory() / MIB,
                Runtime.getRuntime().availableProcessors());
    return Runtime.version().feature() >= LEAST_JAVA
        ? DoctorCheck.ok("java", detail)
        : DoctorCheck.failed(
            "java", detail, "install a JDK 25 or newer, or point KEEPTRAIL_JAVA_HOME at one");
  }

  /** Each jar, each connection and each file of the ledger is one. */
  private static DoctorCheck files() {
    if (!(ManagementFactory.getOperatingSystemMXBean()
        instanceof UnixOperatingSystemMXBean system)) {
      return DoctorCheck.skipped("files", "this system does not say how many may be open");
    }
    long most = system.getMaxFileDescriptorCount();
    String detail = "%d files and connections may be open at once".formatted(most);
    return most < FEW_FILES
        ? DoctorCheck.warning(
            "files", detail, "raise it with `ulimit -n`: callers beyond it wait in vain")
        : DoctorCheck.ok("files", detail);
  }

  private DoctorCheck home() {
    Path home = KeeptrailHome.folder(invocation.environment());
    if (FileRights.isClosed(home)) {
      return DoctorCheck.failed("home", DoctorCheck.closed(home), DoctorCheck.AS_OWNER);
    }
    if (!Files.exists(home) && !Files.isSymbolicLink(home)) {
      return Files.isWritable(nearest(home))
          ? DoctorCheck.ok("home", "%s is not there yet and can be made".formatted(home))
          : DoctorCheck.failed(
              "home", "%s is not there and cannot be made".formatted(home), KeeptrailHome.REMEDY);
    }
    if (!Files.isDirectory(home)) {
      return DoctorCheck.failed("home", "%s is no folder".formatted(home), KeeptrailHome.REMEDY);
    }
    if (!Files.isWritable(home)) {
      return DoctorCheck.failed(
          "home", "%s cannot be written to".formatted(home), "chown it to the gateway's user");
    }
    try {
      return isOpenToOthers(home)
          ? DoctorCheck.warning(
              "home", "%s can be written to by others".formatted(home), "chmod go-w " + home)
          : DoctorCheck.ok("home", home.toString());
    } catch (IOException unreadable) {
      return DoctorCheck.warning(
          "home",
          "who may write to %s cannot be read".formatted(home),
          "look at it with `ls -ld " + home + "`");
    }
  }

  private static boolean isOpenToOthers(Path folder) throws IOException {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(folder);
      return rights.contains(PosixFilePermission.OTHERS_WRITE)
          || (rights.contains(PosixFilePermission.GROUP_WRITE) && !isGroupOurWayIn(folder));
    } catch (UnsupportedOperationException _) {
      // A file system that knows no such rights gives them to nobody.
      return false;
    }
  }

  /**
   * Root's group can do what it likes anyway; in the image, users without a name are in it. A
   * folder of somebody else is open to whoever runs this only through its group, as a volume of
   * Kubernetes.
   */
  private static boolean isGroupOurWayIn(Path folder) throws IOException {
    return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
        && (Files.getAttribute(folder, "unix:gid").equals(0)
            || isOfAnother(Files.getAttribute(folder, "unix:uid")));
  }

  private static boolean isOfAnother(Object owner) {
    Integer user = ProcessUser.id();
    return user != null && !owner.equals(user);
  }

  private DoctorCheck disk() {
    Path folder = nearest(ledger);
    boolean server = LedgerPlace.isServer(ledger);
    try {
      FileStore store = Files.getFileStore(folder);
      long free = store.getUsableSpace();
      String detail =
          (server
                  ? "%d MiB free in %s, for the ledger's keys; the server has the events"
                  : "%d MiB free in %s, for the ledger")
              .formatted(free / MIB, folder);
      String remedy =
          server
              ? "make room"
              : "make room, or move the ledger with `--ledger`: events are never deleted";
      if (free < FEW_BYTES) {
        return DoctorCheck.failed("disk", detail, remedy);
      }
      return free < LITTLE_BYTES
          ? DoctorCheck.warning("disk", detail, remedy)
          : DoctorCheck.ok("disk", detail);
    } catch (IOException unknown) {
      return DoctorCheck.warning(
          "disk", "nobody says how much room %s has".formatted(folder), "use a local disk");
    }
  }

  private DoctorCheck clock() {
    Instant now = invocation.clock().instant();
    return now.isBefore(FIRST_BUILD)
        ? DoctorCheck.failed(
            "clock", "it is %s, before there was a Keeptrail".formatted(now), "set the clock")
        : DoctorCheck.ok("clock", now.toString());
  }

  private DoctorCheck caches() {
    String folder = invocation.environment().getOrDefault(CACHES, "");
    if (folder.isBlank()) {
      return DoctorCheck.skipped("caches", "the launcher did not say where start-up caches are");
    }
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      List<String> made =
          files
              .filter(file -> file.toString().endsWith(".aot") && file.toFile().length() > 0)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();
      if (!made.isEmpty()) {
        return DoctorCheck.ok("caches", "%s in %s".formatted(String.join(", ", made), folder));
      }
    } catch (IOException notThere) {
      // The same as none: commands start without.
    }
    return DoctorCheck.warning(
        "caches",
        "there is no start-up cache in %s, so commands start slowly".formatted(folder),
        "make the folder writable for whoever runs `kt`");
  }

  /** The nearest folder that there is. */
  private static Path nearest(Path folder) {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}
