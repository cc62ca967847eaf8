package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is a name, a place, an address or a language, and what is not. The tagger is a trained
 * model: its lines are plain cases that any model worth shipping gets right.
 */
final class NamesAndAddressesTest {
  private static final Scanner NAMES = Scans.scanner("pii.name");
  private static final Scanner ADDRESSES = Scans.scanner("pii.address");
  private static final Scanner LANGUAGES = Scans.scanner("language");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          John Smith | My name is John Smith and I need a new card.
          jean dupont | je m'appelle jean dupont et je voudrais changer mon adresse
          María García López | Paciente: María García López, ingresada el lunes.
          Hans-Peter Müller | Sehr geehrter Herr Dr. Hans-Peter Müller, vielen Dank.
          O'Connor | Dear Ms. O'Connor, thank you for your letter.
          Giulia Bianchi | Mi chiamo Giulia Bianchi e abito a Torino.
          Katarzyna Nowak | Nazywam się Katarzyna Nowak i mieszkam w Krakowie.
          Pieter de Groot | Patiënt Pieter de Groot is gezien door de arts.
          Александр Волков | Меня зовут Александр Волков.
          王小明 | 患者：王小明，男，45岁
          田中太郎 | 氏名：田中太郎
          山田 | 明日、山田さんに電話してください。
          김철수 | 고객: 김철수
          直樹 木村 | To: 直樹 木村
          زينب السعيد | زينب السعيد,12
          سارة العتيبي | حجز باسم سارة العتيبي
          سارة العتيبي | مرحبا، اسمي سارة العتيبي ورقم هاتفي قديم
          أحمد خالد | اسمي أحمد خالد وأعمل في دبي
          राजेश कुमार शर्मा | नमस्ते, मेरा नाम राजेश कुमार शर्मा है, आधार नंबर
          דוד כהן | שלום, שמי דוד כהן ואני גר בחיפה
          박지훈 | 안녕하세요 박지훈입니다. 문의드립니다
          H. Quigley | Provider: Dr. H. Quigley  Service date: 2024-03-02
          Roberto Gallego  Muñoz | Médico: Roberto Gallego  Muñoz NºCol: 28 28 74965
          Eustaquio Ledesma | CUIT nuevo, titular Eustaquio Ledesma, CBU en otra hoja
          Nguyễn Thị Bích Ngọc | họ tên Nguyễn Thị Bích Ngọc, sđt cũ
          Castellano | {"use":"official","family":"Castellano","given":["Theo","M."]}
          Theo | {"use":"official","family":"Castellano","given":["Theo","M."]}
          MIDORI MS | {"surname":"TANAKA","given":"MIDORI MS"}
          HELVETIA ROTHEN | BENEFICIARY: HELVETIA ROTHEN
          Costel | Ieri a sunat soțul meu, Costel, la noi.
          Гузель Фаритовна | приехала жена (Гузель Фаритовна, тел. ниже)
          Tuva | Närmast anhörig: sambo Tuva, ring henne.
          Hatice Yıldız | Hasta: Hatice Yıldız   Protokol: 12
          Suparman | a/n Tn. Suparman, keluhan sesak
          Pataki M | Dr. aláírás: dr. Pataki M.
          สมชาย ใจดี | ชื่อ สมชาย ใจดี โทร 081-442-8871
          سارا محمدی | نام: سارا محمدی تلفن 0912 448 2210
          سارا محمدی | نام: سارا محمدی
          ليلى حداد | الاسم: ليلى حداد هاتف 050 442 8710
          """)
  void finds(String name, String text) {
    assertThat(Scans.found(NAMES, text)).contains("pii.name " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "the quick brown fox jumps over the lazy dog",
        "Please write a Python function that sorts a list. Use Docker and Kubernetes.",
        "See https://example.com/John/Smith and john.smith@example.com or @johnsmith.",
        "ERROR NullPointerException at MainActivity.onCreate line 42",
        "The meeting is on Monday in March; the deadline is Friday.",
        "中国的历史和文化非常丰富，请介绍一下。",
        "日本語で説明してください。明日は東京に行きます。",
        "안녕하세요. 오늘 날씨가 좋네요. 이 문제를 해결해 주세요.",
        "Die Rechnung liegt bei. Der Kunde hat die Ware bezahlt.",
        "نتحدث باسم الشركة منذ سنة",
        "أعلن باسم حكومة البلاد",
        "{\"given\": \"Two sides of a triangle\"}",
        "मेरा नाम सूची में क्यों नहीं दिखता",
        "안녕하세요 고객님 이것이 정답입니다",
        "ชื่อ สินค้า ราคา 120 บาท",
        "นี่คือ ชื่อ โทรศัพท์ รุ่นใหม่",
      })
  void namesNobody(String text) {
    assertThat(Scans.found(NAMES, text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          742 Evergreen Terrace, Springfield, IL 62704 | Ship it to 742 Evergreen Terrace, Springfield, IL 62704 please.
          1600 Pennsylvania Avenue NW, Washington, DC 20500 | I live at 1600 Pennsylvania Avenue NW, Washington, DC 20500.
          Flat 3, 28 Victoria Road, Manchester M14 5QA | Current address: Flat 3, 28 Victoria Road, Manchester M14 5QA
          123 Main St, Apt 4B, Toronto, ON M5V 2T6, Canada | My office: 123 Main St, Apt 4B, Toronto, ON M5V 2T6, Canada
          Friedrichstraße 123, 10117 Berlin | Anschrift: Friedrichstraße 123, 10117 Berlin
          Hauptstr. 7a, 60313 Frankfurt am Main | Hauptstr. 7a, 60313 Frankfurt am Main
          12 rue de la République, 69002 Lyon | Livrez au 12 rue de la République, 69002 Lyon
          Calle Mayor 15, 3º B, 28013 Madrid | Vivo en Calle Mayor 15, 3º B, 28013 Madrid
          C/ Alcalá, 45, 28014 Madrid | Domicilio: C/ Alcalá, 45, 28014 Madrid
          Via Roma 12, 00184 Roma | abito in Via Roma 12, 00184 Roma
          Keizersgracht 123, 1015 CJ Amsterdam | Adres: Keizersgracht 123, 1015 CJ Amsterdam
          Rua Augusta, 1500, 01304-001 São Paulo | Moro na Rua Augusta, 1500, 01304-001 São Paulo
          ul. Marszałkowska 12/4, 00-590 Warszawa | ul. Marszałkowska 12/4, 00-590 Warszawa
          ул. Ленина, д. 12, кв. 5, Москва | ул. Ленина, д. 12, кв. 5, Москва
          Drottninggatan 5, 111 51 Stockholm | Drottninggatan 5, 111 51 Stockholm
          P.O. Box 1204, Springfield, IL 62701 | P.O. Box 1204, Springfield, IL 62701
          Postfach 1234, 10117 Berlin | Postfach 1234, 10117 Berlin
          東京都渋谷区神宮前1丁目2-3 | 住所：東京都渋谷区神宮前1丁目2-3
          山东省青岛市市南区香港中路67号 | 地址：山东省青岛市市南区香港中路67号
          서울특별시 강남구 테헤란로 152 | 주소: 서울특별시 강남구 테헤란로 152
          Nørregade 22, 3. tv, 8000 Aarhus C | Jeg bor på Nørregade 22, 3. tv, 8000 Aarhus C
          Østergade 7, 2. sal th., 5000 Odense C | sendes til Østergade 7, 2. sal th., 5000 Odense C
          Magstræde 9, 1204 København K | Adresse: Magstræde 9, 1204 København K
          Rådhusplassen 1, 0037 Oslo | Adresse: Rådhusplassen 1, 0037 Oslo
          Kungsgränd 3, 411 10 Göteborg | Adress: Kungsgränd 3, 411 10 Göteborg
          Çiçek Sokak No: 5 Daire 3, 34710 Kadıköy/İstanbul | adres Çiçek Sokak No: 5 Daire 3, 34710 Kadıköy/İstanbul
          Atatürk Caddesi No:12 Kat:3, 06420 Çankaya/Ankara | Atatürk Caddesi No:12 Kat:3, 06420 Çankaya/Ankara
          Mustafa Kemal Cad. No: 18, 35210 Konak/İzmir | Mustafa Kemal Cad. No: 18, 35210 Konak/İzmir
          1453. Sokak No: 7, 35220 İzmir | Adres: 1453. Sokak No: 7, 35220 İzmir
          улице Ленина, 25, Екатеринбург 620014 | Она живёт на улице Ленина, 25, Екатеринбург 620014
          вул. Хрещатик, буд. 12, кв. 4, Київ | вул. Хрещатик, буд. 12, кв. 4, Київ
          ulicy Klonowej 7, 31-042 Kraków | mieszkam przy ulicy Klonowej 7, 31-042 Kraków
          """)
  void findsTheWholeAddress(String address, String text) {
    assertThat(Scans.found(ADDRESSES, text)).containsExactly("pii.address.street " + address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          98547 | My zip code is 98547
          SW1A 1AA | postcode: SW1A 1AA
          10117 | PLZ 10117
          150-0001 | 郵便番号 150-0001
          """)
  void findsPostcodes(String postcode, String text) {
    assertThat(Scans.found(ADDRESSES, text)).containsExactly("pii.address.postcode " + postcode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "in 3 easy ways to run a marathon",
        "The 5 best places to go in 2023",
        "Order 12345 shipped. Total 99.50 EUR, paid on 12 March 2024 at 10:30",
        "500 Internal Server Error; 404 Not Found",
        "Line 42: road closed, drive 30 miles",
        "version 3.2.1, build 10117",
        "Chapter 12 of the book has 34 pages",
        "Insert CD 5 and then CD No. 6; the folder has Sok 3",
        "Kapitel 3. sal er fyldt, TV 2 viser det",
        "Bölüm No: 12, Sayfa 3",
        "Facture 00482 du 12/03/2026",
        "La facture 00482 du 12.03.2026 reste due",
      })
  void isNoAddress(String text) {
    assertThat(Scans.found(ADDRESSES, text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          en | The train to the airport leaves every twenty minutes from this platform.
          de | Der Zug zum Flughafen fährt alle zwanzig Minuten von diesem Gleis ab.
          fr | Le train pour l'aéroport part toutes les vingt minutes de ce quai.
          es | El tren al aeropuerto sale cada veinte minutos de este andén.
          it | Il treno per l'aeroporto parte ogni venti minuti da questo binario.
          pt | O trem para o aeroporto sai a cada vinte minutos desta plataforma.
          nl | De trein naar het vliegveld vertrekt elke twintig minuten van dit spoor.
          sv | Tåget till flygplatsen går var tjugonde minut från den här plattformen.
          da | Toget til lufthavnen afgår hvert tyvende minut fra denne perron.
          fi | Juna lentokentälle lähtee kahdenkymmenen minuutin välein tältä laiturilta.
          pl | Pociąg na lotnisko odjeżdża co dwadzieścia minut z tego peronu.
          cs | Vlak na letiště odjíždí každých dvacet minut z tohoto nástupiště.
          hu | A repülőtérre induló vonat húszpercenként indul erről a vágányról.
          ro | Trenul spre aeroport pleacă la fiecare douăzeci de minute de la acest peron.
          tr | Havaalanına giden tren bu perondan her yirmi dakikada bir kalkıyor.
          vi | Tàu ra sân bay khởi hành từ sân ga này cứ hai mươi phút một chuyến.
          id | Kereta ke bandara berangkat setiap dua puluh menit dari peron ini.
          ru | Поезд в аэропорт отправляется каждые двадцать минут с этой платформы.
          uk | Потяг до аеропорту відправляється кожні двадцять хвилин із цієї платформи.
          ar | يغادر القطار إلى المطار كل عشرين دقيقة من هذا الرصيف.
          fa | قطار فرودگاه هر بیست دقیقه از این سکو حرکت می‌کند.
          hi | हवाई अड्डे की ट्रेन हर बीस मिनट में इस प्लेटफ़ॉर्म से चलती है।
          ja | 空港行きの電車は二十分おきにこのホームから出ます。
          zh | 去机场的火车每二十分钟从这个站台发车。
          ko | 공항으로 가는 열차는 이 승강장에서 이십 분마다 출발합니다.
          th | รถไฟไปสนามบินออกจากชานชาลานี้ทุกยี่สิบนาที
          el | Το τρένο για το αεροδρόμιο φεύγει κάθε είκοσι λεπτά.
          he | הרכבת לשדה התעופה יוצאת מהרציף הזה כל עשרים דקות.
          """)
  void saysWhatLanguageItIs(String code, String text) {
    assertThat(Scans.found(LANGUAGES, text)).containsExactly("language." + code + " " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ok", "12345 67890", "a b c", "👍👍👍"})
  void saysNothingOfTooLittle(String text) {
    assertThat(Scans.found(LANGUAGES, text)).isEmpty();
  }
}
