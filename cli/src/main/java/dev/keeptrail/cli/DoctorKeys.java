package dev.keeptrail.cli;

import dev.keeptrail.ledger.LedgerPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Looks at who may read and change the files that hold keys and passwords. A group may: volumes of
 * Kubernetes are handed to one.
 *
 * @param service where the variables of the service are
 */
record DoctorKeys(Path home, Path ledger, Path service) {
  List<DoctorCheck> checks() {
    List<Path> files =
        new ArrayList<>(
            List.of(
                home.resolve("keys.json"),
                home.resolve("secrets.json"),
                home.resolve("secrets.key"),
                ledger.resolve("webhooks.db"),
                service));
    if (!LedgerPlace.isServer(ledger)) {
      files.add(ledger.resolve("administration.key"));
      files.add(ledger.resolve("checkpoint.key"));
    }
    return files.stream()
        .filter(Files::isRegularFile)
        .flatMap(file -> warnings(file).stream())
        .toList();
  }

  /** What is to be said of one such file. */
  static List<DoctorCheck> warnings(Path file) {
    Set<PosixFilePermission> rights;
    try {
      rights = Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException _) {
      // A file system that knows no such rights gives them to nobody.
      return List.of();
    } catch (IOException unreadable) {
      return List.of(
          DoctorCheck.warning(
              "keys",
              "who may read %s cannot be read".formatted(file),
              "look at it with `ls -l " + file + "`"));
    }
    boolean changed = rights.contains(PosixFilePermission.OTHERS_WRITE);
    return changed || rights.contains(PosixFilePermission.OTHERS_READ)
        ? List.of(
            DoctorCheck.warning(
                "keys",
                "%s can be %s by all users".formatted(file, changed ? "changed" : "read"),
                "chmod o= " + file + (changed ? ", and look at what is in it" : "")))
        : List.of();
  }
}
