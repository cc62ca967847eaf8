package dev.keeptrail.gateway.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The files that pages need: a style sheet, a module, an icon. Their addresses hold a digest of
 * their bytes, so that browsers can keep them for good. Immutable.
 */
public final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "console.css", "text/css; charset=utf-8",
          "console.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");
  private static final int DIGITS = 12;

  private final Map<String, Asset> assets;

  /** One file. A class, not a record, because it holds bytes. */
  public static final class Asset {
    private final String type;
    private final String digest;
    private final byte[] bytes;

    private Asset(String type, String digest, byte[] bytes) {
      this.type = type;
      this.digest = digest;
      this.bytes = bytes;
    }

    public String type() {
      return type;
    }

    /** What its address has to say for browsers to keep it. */
    public String digest() {
      return digest;
    }

    public byte[] bytes() {
      return bytes.clone();
    }
  }

  private Assets(Map<String, Asset> assets) {
    this.assets = assets;
  }

  /** Reads those that are in this build. */
  public static Assets load() {
    Map<String, Asset> assets = new HashMap<>();
    TYPES.forEach((name, type) -> assets.put(name, read(name, type)));
    return new Assets(Map.copyOf(assets));
  }

  private static Asset read(String name, String type) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build has no " + name);
      }
      byte[] bytes = in.readAllBytes();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Asset(type, HexFormat.of().formatHex(hash).substring(0, DIGITS), bytes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  public Optional<Asset> find(String name) {
    return Optional.ofNullable(assets.get(name));
  }

  String url(String name) {
    return "/console/assets/"
        + name
        + "?v="
        + find(name).map(Asset::digest).orElseThrow(() -> new IllegalArgumentException(name));
  }
}
