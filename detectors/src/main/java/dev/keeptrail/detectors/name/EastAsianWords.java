package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.BitSet;
import java.util.Set;

/** Family names, labels and forms of address of China, Japan and Korea. */
final class EastAsianWords {
  private static final String CHINESE_FAMILY =
      "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董袁潘于蒋蔡余杜叶葉程苏蘇魏吕丁任沈姚卢姜崔"
          + "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤湯"
          + "賴赖詹簡简游莊庄鍾盧譚陸汪賈賀顧錢嚴龍閻施洪溫温连連童凌祝柳鲁魯翁牛包左吉申管卓蓝藍岳齐齊梅盛章倪翟芦殷葛卫衛蔺路"
          + "焦安颜顏池甘华華危纪紀曲宁寧单單牟沙舒屈项項麻涂游裴聂聶俞祁辛毕畢阮冉";
  private static final String KOREAN_FAMILY =
      "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민탁표채어마변방원지진엄기여명길연위왕은인옥함반맹추편염설피석선육도국";
  private static final Set<String> LONG_FAMILY =
      Set.of(
          "欧阳", "司马", "上官", "诸葛", "皇甫", "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "渡邉", "山本", "中村", "小林",
          "加藤", "吉田", "山田", "佐々木", "山口", "松本", "井上", "木村", "清水", "山崎", "池田", "橋本", "阿部", "石川", "山下",
          "中島", "石井", "小川", "前田", "岡田", "長谷川", "藤田", "後藤", "近藤", "村上", "遠藤", "青木", "坂本", "斎藤", "斉藤",
          "福田", "太田", "西村", "藤井", "金子", "岡本", "藤原", "三浦", "中野", "中川", "原田", "松田", "竹内", "小野", "田村",
          "中山", "和田", "石田", "森田", "上田", "内田", "柴田", "酒井", "宮崎", "横山", "高木", "安藤", "宮本", "大野", "小島",
          "谷口", "今井", "工藤", "高田", "増田", "丸山", "杉山", "村田", "大塚", "新井", "小山", "平野", "河野", "藤本", "野口",
          "武田", "松井", "千葉", "菅原", "岩崎", "久保", "木下", "佐野", "野村", "松尾", "菊地", "市川", "古川", "남궁", "황보",
          "제갈", "선우", "사공", "서문", "독고", "歐陽", "司馬", "諸葛", "司徒", "尉迟", "公孙", "东方", "夏侯", "慕容", "鈴村",
          "水野", "栗山", "堂本", "大久保", "佐久間", "五十嵐", "小松", "片山", "早川", "黒田", "松岡", "永井", "吉川", "川口",
          "川崎", "関口", "大西", "浜田", "西田", "須藤", "平田", "飯田", "荒木", "熊谷", "尾崎", "樋口", "水谷", "森本", "小西",
          "川村", "堀内", "辻本", "石原", "望月", "吉村", "秋山", "大島", "中田", "服部", "桜井", "渡部", "渡邊", "広瀬", "馬場",
          "星野", "本田", "久保田", "川上", "田辺", "東野", "西川", "北村", "南野", "城ヶ崎");
  private static final Set<String> LABELS =
      Set.of(
          "姓名", "名字", "收件人", "联系人", "客户", "患者", "病人", "买家", "卖家", "承租方", "出租方", "申请人", "法人", "经办人",
          "负责人", "姓名是", "我叫", "名叫", "氏名", "名前", "担当者", "担当", "患者名", "宛名", "代表者", "保護者", "申込者",
          "契約者", "이름", "성명", "환자", "고객", "담당자", "신청인", "민원인", "매도인", "매수인", "수취인", "보호자", "예금주",
          "대표자", "성함", "남편", "아내", "부인", "아들", "딸", "어머니", "아버지", "당직의", "주치의", "계약자", "피보험자",
          "수익자", "입금자", "받는분", "보내는분", "수령인", "작성자", "신고자", "세대주", "임차인", "임대인", "聯絡人", "聯繫人",
          "备用联系人", "備用聯絡人", "收件者", "寄件者", "寄件人", "被保險人", "被保险人", "要保人", "投保人", "眷屬", "配偶", "丈夫",
          "妻子", "父亲", "父親", "母亲", "母親", "儿子", "兒子", "女儿", "女兒", "户主", "戶主", "业主", "業主", "监护人",
          "監護人", "员工", "員工", "受益人", "委托人", "委託人", "被告", "原告", "证人", "證人", "持卡人", "户名", "戶名", "开户名",
          "本人", "我是", "申請人", "經辦人", "負責人", "承辦人", "客戶", "會員", "会员", "病患", "お名前", "宛先", "受取人", "差出人",
          "送付先", "配偶者", "長男", "長女", "次男", "次女", "同居人", "署名", "名義", "連絡先氏名", "ご担当");
  private static final Set<String> ADDRESS_FORMS =
      Set.of("先生", "女士", "小姐", "医生", "老师", "さん", "さま", "様", "氏", "くん", "씨", "님", "선생님", "교수님");

  /** Characters that words begin with which follow a name without a sign between. */
  private static final String FURTHER = "来來手电電的于於在已今反表称稱身是和与與跟申要说說想问問投收打致到向从從住生出女男今昨明";

  private static final String OFFICES = "司部局處处室院店課课科所行社会會团團組组校廠厂";

  private static final int LONGEST_LABEL = 5;
  private static final BitSet FIRST_SIGNS = firstSigns();

  private EastAsianWords() {}

  private static BitSet firstSigns() {
    var signs = new BitSet();
    LABELS.forEach(label -> signs.set(label.charAt(0)));
    ADDRESS_FORMS.forEach(form -> signs.set(form.charAt(0)));
    return signs;
  }

  static boolean isIdeograph(char c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == '々';
  }

  /** How many characters at the start are a family name; zero if none. */
  static int familyName(ScannedText text, int start, int end) {
    for (int length = Math.min(3, end - start); length >= 2; length--) {
      if (LONG_FAMILY.contains(text.subSequence(start, start + length))) {
        return length;
      }
    }
    char first = start < end ? text.at(start) : '\0';
    boolean known =
        CharacterKinds.isHangul(first) ? KOREAN_FAMILY.indexOf(first) >= 0 : isChinese(first);
    return known && first != '\0' ? 1 : 0;
  }

  private static boolean isChinese(char c) {
    return CHINESE_FAMILY.indexOf(c) >= 0;
  }

  /** Where a label that starts here ends; zero if none does. */
  static int labelEnd(ScannedText text, int at, int end) {
    return longest(LABELS, text, at, end);
  }

  /** Where a form of address that starts here ends; zero if none does. */
  static int addressEnd(ScannedText text, int at, int end) {
    return longest(ADDRESS_FORMS, text, at, end);
  }

  private static int longest(Set<String> words, ScannedText text, int at, int end) {
    // WHY: nearly no character begins one, and each look-up makes a string.
    if (!FIRST_SIGNS.get(text.at(at))) {
      return 0;
    }
    for (int length = Math.min(LONGEST_LABEL, end - at); length >= 1; length--) {
      if (words.contains(text.subSequence(at, at + length))) {
        return at + length;
      }
    }
    return 0;
  }

  /** Whether what stands here goes on with a sentence behind a name. */
  static boolean goesOn(ScannedText text, int at) {
    return FURTHER.indexOf(text.at(at)) >= 0;
  }

  /** Whether the run ends as the names of companies, offices and rooms do. */
  static boolean endsLikeOffice(ScannedText text, int end) {
    return OFFICES.indexOf(text.at(end - 1)) >= 0;
  }

  static boolean endsWithLabel(ScannedText text, int start, int end) {
    for (int length = Math.min(LONGEST_LABEL, end - start); length >= 2; length--) {
      if (LABELS.contains(text.subSequence(end - length, end))) {
        return true;
      }
    }
    return false;
  }
}
