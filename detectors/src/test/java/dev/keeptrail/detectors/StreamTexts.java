package dev.keeptrail.detectors;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Texts for streams: prose, values that detectors look for, pieces of such values, and forms that
 * hide them, put together at random. All values are made up.
 */
final class StreamTexts {
  private static final String KEY_LINE = "MIIEpAIBAAKCAQEAx7b2k1Zq9";
  private static final String DASHES = "-".repeat(5);

  private static final List<String> PROSE =
      List.of(
          "The committee met again to look at the plans for a new library near the river.",
          "Please take a look at the example and tell me what you think of it",
          "I am a bit late, so be it.",
          "In 2024 we sold 12 of 340 units, or 3.5%.",
          "She said \"not today\" and left the room",
          "state-of-the-art and well-known internationalization",
          "Bitte nicht vergessen: die Stra\u00dfe ist gesperrt.",
          "\u0412 \u044d\u0442\u043e\u043c \u0433\u043e\u0434\u0443 \u043c\u044b"
              + " \u043f\u043e\u0435\u0445\u0430\u043b\u0438 \u043a \u043c\u043e\u0440\u044e.",
          "\u4f60\u597d\uff0c\u4eca\u5929\u5929\u6c14\u5f88\u597d\u3002",
          "caf\u00e9 nai\u0308ve \ud83d\ude00 ok",
          "Bront\u00eb's novel, the caf\u00e9\u2019s door",
          "one or two of them",
          "AT&T & R&D; x = y + z; if (a<b) return a+b;",
          "* first point\n* second point\n\n1. one\n2. two",
          "see [the docs](https://docs.example.org/a/b) for more");

  private static final List<String> VALUES =
      List.of(
          "jane.doe@example.com",
          "\"john doe\"@example.org",
          "+1 415 555 0132",
          "(415) 555-0132 ext. 12",
          "call 030 1234567 in Berlin",
          "my card backwards is 1111 1111 1111 1114",
          "00 0310 2350 4400 4073 98ED",
          "1762-555-514 si enohp ym",
          "8590 6497 02 44+",
          "4111 1111 1111 1111",
          "4111111111111111",
          "5500-0000-0000-0004 12/27 123",
          "card 4012888888881881 exp 09/28 cvv 321",
          "078-05-1120",
          "my ssn is 123 45 6789",
          "DE89 3704 0044 0532 0130 00",
          "GB82WEST12345698765432",
          "192.168.10.24",
          "2001:db8::8a2e:370:7334",
          "00:1B:44:11:3A:B7",
          "born on 12 March 1985",
          "date of birth: January 5, 1970",
          "passport number: C01X00T47",
          "tax id 123-45-6789",
          "account number 12345678 at the bank",
          "routing number 021000021",
          "MRN: A1234567",
          "\nmrn,dob,tel\n10037232,19520817,0301234567\n",
          "\nINSERT INTO patients VALUES (1, 'Ann Lee', '1952-08-17');\n",
          "<table><tr><th>MRN</th><th>Born</th></tr><tr><td>10037232</td><td>1952-08-17</td></tr>",
          "\nNM1*IL*1*LEE*ANN****MI*XJH884123~DMG*D8*19520817*F~\n",
          "\n:50K:/12345678901\n",
          "<DbtrAcct><Id><Othr><Id>0532013000</Id>",
          "{\"coding\":[{\"code\":\"MR\"}]},\"value\":\"00481516\"",
          "my PIN is 4817 ok",
          "Insurance: Aetna W2298 41170",
          "Das Passwort f\u00fcrs WLAN ist Kaffee2024Maschine",
          "username: jdoe_77",
          "IMEI 490154203237518",
          "password: hunter2Plus9",
          "api_key = \"q7Zp2Lk9Vx4Rt8Wn3Bm6\"",
          "AKIA" + "J5QW7XN2M4LKP3RT",
          "ghp_" + "a8Kd93jfLs02mNq7Xz51Vb64Tr8Yw3Ec9Ui0",
          "https://admin:s3cretPw9@db.example.com/x",
          "Authorization: Bearer q7Zp2Lk9Vx4Rt8Wn3Bm6Yc1D",
          "curl -u bob:pa55word9 https://example.com",
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.q7Zp2Lk9Vx4Rt8Wn3Bm6Yc1D",
          DASHES
              + "BEGIN PRIVATE KEY"
              + DASHES
              + "\n"
              + KEY_LINE
              + "\n"
              + KEY_LINE
              + "\n"
              + DASHES
              + "END PRIVATE KEY"
              + DASHES,
          "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
              + "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
          "40.7128, -74.0060",
          "1HGCM82633A004352",
          "SW1A 1AA",
          "aged 42",
          "5A0841111111111111115F24032512315F340101",
          "57114111111111111111D2512201123456789F",
          "0100 F23C448188E180000000000000000000 16 4012888888881881 000000 000000004500",
          "DE2=165555555555554444 DE3=000000",
          "confidential project falcon");

  private static final List<String> FORMS =
      List.of(
          encoded("mail jane.doe@example.com now please"),
          "\n1. 4\n2. 1\n3. 1\n4. 1\n5. 1\n6. 1\n7. 1\n8. 1\n9. 1\n10. 1\n11. 1\n12. 1\n13. 1\n14. 1\n15. 1\n16. 1\n",
          "\n 1) `j`\n 2) `a`\n 3) `@`\n 4) `e`\n 5) `x`\n 6) `a`\n 7) `.`\n 8) `c`\n 9) `o`\n10) `m`\n\n1. b\n2. c\n3. de\n",
          "\n00000000: 6d61 696c 2062 6f62 2e74 616e 6e65 7240  mail bob.tanner@\n00000010: 6578 616d 706c 652e 636f 6d              example.com\n",
          "0000   34 31 31 31 31 31 31 31   4111\n0008   31 31 31 31 31 31 31 31   1111\n00000010 0000 12",
          "U+006A U+0061 U+0040 U+0065 U+0078 U+002E U+0063 U+006F U+006D, U+20AC",
          "4\ud83d\ude001\ud83d\ude001\u2b501\u26051\u21921 1\ud83d\ude001\ud83d\ude001\ud83d\ude001\ud83d\ude001\ud83d\ude001\ud83d\ude001\ud83d\ude001\ud83d\ude001\ud83d\ude001",
          "$a = 'jan' . 'e@e' . 'xam' . 'ple' . '.co' . 'm'; 'a' .. 'b'; x.'y'.'z'",
          "mail=\"jane.doe@exam\\\n  ple.com\" --key=\\\n  value 4111\\\n1111\\\r\n11111111",
          "4111<br>1111<br/>1111<BR />1111 a<br>b 1<br>2",
          "<td>4111</td><td>1111</td> <td>1111</td>\n<td>1111</td> <b>12</b> <i>34</i>",
          "%B4111111111111111^TANNER/BOB^29122011234567890? 4.111111111111111E+15 4111111111111111.0 4111111111111111L",
          "4,111,111,111,111,111 and 4111,1111,1111,1111, 4111\\,1111\\,1111\\,1111 4111'1111'1111'1111 `4111` `1111` `1111` `1111`",
          "pan:\n  - 4111\n  - 1111\n  - 1111\n  - 1111\n my $to = 'bob\\@example.com';",
          "789c4b4dccc9715048ad48cc2dc849d54bcecf05003a6c0713 1f8b0800",
          "jane%2Edoe%40example.com",
          "jane&#64;example.com",
          "jane [at] example [dot] com",
          "write me at example dot com",
          "four one one one one one one one one one one one one one one one",
          "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
          "j a n e @ e x a m p l e . c o m",
          "seven " + "and on ".repeat(14) + "four five six seven eight nine",
          "\u0928\u093f \u0930\u094d \u0926\u0947 \u0936 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
          "j a n e @ \u0928 \u093f \u0930 \u094d e x a m p l e . c o m",
          "wnar.qbr@rknzcyr.pbz lbhe gur cnffjbeq",
          "moc.elpmaxe@eod.enaj eht drowssap uoy",
          "gur cnffjbeq vf uhagre2Cyhf9 naq ncv_xrl = d7Mc2Yx9Ik4Eg8Ja3Oz6",
          "0iU9cE3wY8rT46bV15zX7qNm20sLfj39dK8a_" + "phg",
          "p4ssw0rd h4x0r l33t pr0j3ct f4lc0n",
          "6a616e65406578616d706c652e636f6d",
          "ja\u200bne.doe@exam\u200bple.com",
          "\uff4aane\uff20example.com \u0661\u0662\u0663",
          "<!-- write to jane.doe@example.com -->",
          "![jane.doe@example.com is here](x.png)",
          "\\u006aane\\u0040example.com",
          "m\u0430il: j\u0430ne@ex\u0430mple.com",
          "106 97 110 101 64 101 120 46 99 111 109",
          "abbot-at-the-old-abbey-road",
          "my_pass_word_is_hunter2Plus9 and user_name_of_the_day: jdoe",
          "'\\\\n  clientSecret: \\\\'ca6819a54657af0d87960af15315319f8a628a53\\\\','+",
          "print(\"a\\nb\\tc\") &amp; 50%25 caf%C3%A9%20au%20lait",
          "call_me_at_the_office 415_555_0132 or 415%2D555%2D0132",
          "one-two-three-four-five-six",
          "password&colon; hunter2Plus9 \\x41\\u{42} \\/ \\\\\\\\n",
          "a=3Db=40c=2E",
          "iban%3A+GB82+WEST+1234+5698+7654+32&x=a+b and a+b, 1+1 %20 c+d+%41+4111+1111+1111+1111",
          "{\"rows\": \"mrn,dob\\n40518826,1984-02-06\\n\", \"n\": 1} {'r': 'mrn\\tdob\\n40518826\\t1984-02-06'}",
          "> mrn;dob\n> 40518826;1984-02-06\n\n+mrn,dob\n+40518826,1984-02-06\n",
          "api_key =3D \"hunter2Plus9\", \"\"token\"\": \"\"hunter2Plus9\"\", ''password'' = ''hunter2Pl9''",
          "Write to her as soon as you have the figures of the last month: jane.doe@exam=\nple.com=20\n"
              + "or call +1 (415)\n555-0132 =C3=A9=\n=C3=A9 x=42 y=\nz",
          "String s = \"4111 1111\" + \" 1111 1111\"; t = \"a\" + b + \"c\";",
          "[\"4111\", \"1111\", \"1111\", \"1111\"] and [\"red\", \"green\", \"blue\"]",
          "[\"j\",\"a\",\"n\",\"e\",\"@\",\"e\",\"x\",\".\",\"c\",\"o\",\"m\"]",
          "jane.d<b>oe@exam</b>ple.com and <b>bo</b>ld or <td>a</td><td>b</td>",
          "jane.doe/* x */@example.com /* no */ 2 * 3 */",
          "\u001b[31m4111 1111 \u001b[0m1111 1111 \u001b[4111111111111111m \\e[1mjane",
          "fouroneoneoneoneoneone one one one one one one one one one",
          "four one one one 1111 1111 eleven eleven, I am one eight hundred o five double two",
          "vier und vierzig einundsiebzig zwoundzwanzig null, cuarenta y uno once, diez y dos",
          "quarante et un, onze onze onze onze, quatre-vingt-dix-sept et soixante et onze",
          "IBAN DE eighty-nine thirty-seven zero four zero zero forty-four zero five thirty-two zero"
              + " one thirty zero zero, D E eight nine N W B K",
          "4111/1111/1111/1111, 4111 | 1111 | 1111 | 1111, 12/05/2024 and 5500_0000_0000_0004",
          "> card 4111 1111\n> 1111 1111 and\n> 078-05-1120",
          "1. 4111\n2. 1111\n3. 1111\n4. 1111\n* 4111\n* 1111\n* 1111\n* 1111\n",
          "a = \"4111 1111\"; b = \"1111 1111\"; c = '4'; print(a + b)",
          "DE89/3704/0044/0532/0130/00 and 536|22|8726 4111 \ud83d\ude00 1111",
          "jane.doe at mail.example.com. jane underscore doe at example dot com, v1.2 at example.org",
          "fire to en fem seks syv otte ni nul en to tre",
          "alpha bravo charlie seven dash echo, J as in Juliett, at 5 o'clock",
          "A as in Alfa, B for Bravo, at, X as in X-ray, C as in Charlie, dot, C like Charlie, O,"
              + " M",
          "J as in Juliett, A as in Alpha, at, B as in Bravo, X as in Xray, dot, D wie Dora, E wie"
              + " Emil",
          "jane arobase example point com, jane dot doe at example dot com",
          "jane_at_example.com or jane (@) example [.] com or stay-at-home (a) x",
          "\u56db\u4e00\u4e00\u4e00\u4e00\u4e00 \u278d\u278a\u278a"
              + " z\u0334\u0321\u0353a\u0334\u0321\u0353",
          encoded("mail jane.doe@example.com now please").replaceAll("(.{4})", "$1 "),
          "code "
              + encoded("mail jane.doe@example.com now please").replaceAll("(.{4})(?=.)", "$1."),
          "begin 644 note.txt\nD;6%I;\"!J86YE+F1O94!E>&%M<&QE+F-O;2!N;W<@<&QE87-E\n`\nend\n",
          "<~D..-p+DP>&AM.M3AO'gO@;Tt\"AM.J2D'3_7G9Cj@ARTXk~> a <~ b",
          "decode this: @psCg+>bf-0ekC;0ekC;0ekC;0` and base85: ZDDC_AYyM~KxKGgZE$R5E@N+PAZ~AW",
          "ixgxnxoxrxe axlxl pxrxexvxixoxuxs i7g2n4o8r1e i*g#n-o.r~e* #a-l.l~ *p#r-e.v~i*o#u-s.~",
          "b as in boat, o as in oar, b as in boat at example dot com, k as in kiln 7 @ example.com",
          ">J A2DDH@C5 2?5 >2:= ;2?6]5@6o6I2>A=6]4@> ?@H",
          ".x{content:\"jane\\40 example.com \\34 \\31 \\31 \\0000341\"} \\00006aane",
          "{\"raw\":\"41111111=\\r\\n11111111 a=\\n b=\\r\\n=41=\\n\"}",
          "4;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1 (4)(1)(1)(1) a=b+c;d");

  private StreamTexts() {}

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String prose() {
    return String.join(" ", PROSE.subList(0, 4));
  }

  /**
   * A text of that many pieces.
   *
   * @param hidden how many in a hundred of them are hidden forms
   */
  static String random(Random random, int pieces, int hidden) {
    var text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(piece(random, hidden));
      switch (random.nextInt(8)) {
        case 0 -> text.append('\n');
        case 1 -> text.append(", ");
        case 2 -> text.append(". ");
        case 3 -> {
          // Nothing parts this piece from the next.
        }
        default -> text.append(' ');
      }
    }
    return text.toString();
  }

  private static String piece(Random random, int hidden) {
    int kind = random.nextInt(100);
    List<String> list = kind < hidden ? FORMS : kind < 55 ? VALUES : PROSE;
    String piece = list.get(random.nextInt(list.size()));
    if (random.nextInt(4) == 0) {
      int from = random.nextInt(piece.length());
      int to = from + random.nextInt(piece.length() - from + 1);
      return piece.substring(from, to);
    }
    return piece;
  }
}
