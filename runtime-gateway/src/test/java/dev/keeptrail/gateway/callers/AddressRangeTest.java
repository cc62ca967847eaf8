package dev.keeptrail.gateway.callers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,      10.255.1.2,       true",
    "10.0.0.0/8,      11.0.0.0,         false",
    "192.168.1.128/25,192.168.1.129,    true",
    "192.168.1.128/25,192.168.1.127,    false",
    "127.0.0.1,       127.0.0.1,        true",
    "127.0.0.1,       127.0.0.2,        false",
    "0.0.0.0/0,       8.8.8.8,          true",
    "0.0.0.0/0,       2001:db8::1,      false",
    "2001:db8::/33,   2001:db8:7fff::1, true",
    "2001:db8::/33,   2001:db8:8000::1, false",
    "::1,             0:0:0:0:0:0:0:1,  true",
    "fe80::/10,       fe80::1%eth0,     true",
    "127.0.0.1,       localhost,        false",
    "10.0.0.7/32,     10.0.0.7,         true",
    "10.0.0.7/32,     10.0.0.6,         false",
    "::1/128,         ::1,              true",
    "[::1],           ::1,              true"
  })
  void holdsWhatSharesItsFirstBits(String range, String address, boolean held) {
    assertThat(AddressRange.of(range).orElseThrow().contains(address)).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/x",
        "localhost",
        "10",
        "ab.cd.ef.de",
        "[::1",
        "::1]"
      })
  void isNoneWhereItIsNotWrittenAsOne(String text) {
    assertThat(AddressRange.of(text)).isEmpty();
  }
}
