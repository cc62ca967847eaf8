package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** With a library whose classes have the format of Java 5. */
final class RecentClassesTest {
  @TempDir Path folder;

  @Test
  void classesGetAFormatThatStartUpCachesHold() throws Exception {
    Path jar = library();
    assertThat(RecentClasses.isOld(jar)).isTrue();
    Map<String, List<String>> before = members(jar);

    RecentClasses.main(new String[] {folder.toString()});

    assertThat(RecentClasses.isOld(jar)).isFalse();
    assertThat(members(jar)).isEqualTo(before);
    try (var file = new JarFile(jar.toFile())) {
      assertThat(file.getManifest().getMainAttributes().getValue("Keeptrail-Changes"))
          .contains("Java 8");
    }
  }

  /** Whatever cannot be verified is not loaded. */
  @Test
  void allOfThemCanBeVerified() throws Exception {
    Path jar = library();
    RecentClasses.main(new String[] {folder.toString()});

    try (var loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      List<String> names = members(jar).keySet().stream().map(n -> n.replace('/', '.')).toList();
      assertThat(names).hasSizeGreaterThan(100);
      for (String name : names) {
        assertThat(Class.forName(name, true, loader).getClassLoader()).isEqualTo(loader);
      }
    }
  }

  @Test
  void whatIsRecentIsLeftAlone() throws Exception {
    Path jar = library();
    RecentClasses.main(new String[] {folder.toString()});
    byte[] once = Files.readAllBytes(jar);

    RecentClasses.main(new String[] {folder.toString()});

    assertThat(Files.readAllBytes(jar)).isEqualTo(once);
  }

  @Test
  void aSignedJarIsRefused() throws Exception {
    Path jar = library();
    Path signed = folder.resolve("signed.jar");
    try (var from = new JarFile(jar.toFile());
        var to = new JarOutputStream(Files.newOutputStream(signed), from.getManifest())) {
      to.putNextEntry(new JarEntry("META-INF/KEY.SF"));
      JarEntry old = from.getJarEntry("picocli/CommandLine.class");
      to.putNextEntry(new JarEntry(old.getName()));
      from.getInputStream(old).transferTo(to);
    }

    assertThatThrownBy(() -> RecentClasses.main(new String[] {folder.toString()}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("signed.jar is signed");
  }

  private Path library() throws Exception {
    Path from =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Files.copy(from, folder.resolve("library.jar"));
  }

  private static Map<String, List<String>> members(Path jar) throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    try (var file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().endsWith(".class") && !entry.getName().contains("module-info")) {
          ClassModel model = ClassFile.of().parse(file.getInputStream(entry).readAllBytes());
          all.put(
              model.thisClass().asInternalName(),
              model.methods().stream().map(RecentClassesTest::signature).toList());
        }
      }
    }
    return all;
  }

  private static String signature(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }
}
