"""Writes the list of common passwords: `python -m competency.passwords.making`.

The list is our own. It is made of words that people everywhere and people in Thai
offices begin with, as they are, typed on the other keyboard, and two in a row. What
people put around them (years, 123, signs for letters) is folded away by the rule, so
one line here stands for thousands of passwords.
"""

from itertools import product
from pathlib import Path

from competency.passwords import folding
from competency.passwords.keyboard import typed

PLACE = Path(__file__).with_name("common.txt")

WORLD = """
password passwort passcode passphrase passkey pass secret secure security private
admin administrator root user username guest test testing tester demo default temp
temporary changeme change letmein letmeout welcome login logon signin access open
opensesame system server computer laptop desktop keyboard monitor mouse internet
network wifi email online office work job company business manager master boss
iloveyou loveyou love lovely lover baby babygirl babyboy sweetheart darling honey
angel princess prince queen king princes dragon monkey tiger lion eagle falcon
panther dolphin butterfly kitty kitten puppy doggy dog cat bird fish horse bear
superman batman spiderman ironman starwars pokemon pikachu naruto onepiece doraemon
mickey minnie snoopy barbie hello hellokitty hellothere helloworld goodbye thankyou
please football soccer baseball basketball hockey tennis golf badminton boxing
liverpool arsenal chelsea manchester manunited barcelona realmadrid juventus
sunshine moonlight starlight rainbow flower rose lotus orchid jasmine summer winter
spring autumn morning evening monday friday sunday january february march april may
june july august september october november december money dollar million lucky
happy happiness smile freedom forever always whatever nothing something everything
samsung apple iphone android google facebook line twitter youtube tiktok instagram
gmail hotmail yahoo microsoft windows linux oracle cisco toyota honda yamaha suzuki
isuzu mercedes ferrari porsche michael jordan jennifer jessica ashley nicole daniel
charlie thomas robert david george andrew joshua matthew hunter killer ninja samurai
warrior soldier shadow ghost magic wizard trustno trustme matrix phoenix diamond gold
golden silver purple orange yellow green blue red black white pink banana chocolate
coffee cookie cheese pepper ginger sugar mango durian coconut family mother father
brother sister friend friends bestfriend teacher student school college university
library science music guitar piano dancer singer doctor nurse police army navy
airforce captain general president america england london paris tokyo japan korea
china asia europe world earth planet galaxy star moon sun sky ocean river mountain
jesus christ buddha god amen blessing believe faith hope peace nirvana karma dharma
abc abcd abcdef abcabc aaa qwe asd zxc qaz wsx edc qwerty azerty asdf zxcv asdfgh
zxcvbn qazwsx qweasd qweasdzxc qwertyuiop asdfghjkl zxcvbnm trustnoone donotenter
mypassword yourpassword newpassword oldpassword thepassword passwordone nopassword
mypass newpass adminadmin useruser testtest rootroot supervisor superuser sysadmin
webmaster helpdesk support service services operator database backup public personal
"""

OFFICE = """
thailand thai siam bangkok krungthep pattaya chonburi rayong chanthaburi trat sattahip
jomtien nonthaburi pathumthani samutprakan samutsakhon nakhonpathom ayutthaya saraburi
lopburi singburi angthong chainat suphanburi kanchanaburi ratchaburi phetchaburi huahin
prachuap chumphon ranong phangnga phuket krabi trang satun songkhla hatyai pattani yala
narathiwat phatthalung suratthani samui nakhonsi chiangmai chiangrai lampang lamphun
phayao phrae nan maehongson tak mae sukhothai phitsanulok phichit kamphaengphet
nakhonsawan uthaithani phetchabun loei nongkhai udonthani khonkaen mahasarakham roiet
kalasin mukdahan nakhonphanom sakonnakhon ubon yasothon sisaket surin buriram korat
nakhonratchasima chaiyaphum prachinburi sakaeo chachoengsao nakhonnayok isan lanna
sawasdee sawatdee sawasdeekrub sawasdeeka khobkhun khobkhunkrub khobkhunka chokdee
sabai sabaidee sanuk maipenrai rakthai rakthailand rakchart rakmae rakpor rakna
rakter rakthoe rakkhun khidtung khitthueng suksan sukjai sukkhee rumruay rongruay
lotto huay somtam tomyum padthai khaopad krapao moodeng moowan mooping kluay mamuang
somo chang ma maew mamaew nok pla tua noo nong phi pee por mae pho yai ta yay lung pa
namwan namfon namtan nammon ploy fon fah fai dao duen tawan rung praew prae pim
somchai somsak somsri somying somjai somboon sompong somporn prasert prasit prayut
prayuth pornchai porntip wichai wirat wanchai wanpen sunee suda sudarat surachai
thaksin thongchai thongdee malee manee mana manop piti chujai weera duangjai boonmee
boonsong kanya kanok naree nipa ratree rattana siriporn siriwan sirichai kittisak
anan anong apichat aroon chai chaiyo chalerm charoen chatchai jintana kamon kriangkrai
moph moi mod mof moe opm ocsc dga depa ops kkp opdc nesdc nso rtp rta rtaf rtn tot cat
ratchakan kharatchakan tessaban thetsaban amphoe tambon changwat krasuang krom kong
samnakngan samnak fai ngan personnel municipality citizen government ministry
department division section registry finance account accounting planning budget
payroll salary pension staff employee officer director governor mayor clerk
hr humanresource training competency assessment samatthana digital egov smartcity
rajavithi siriraj chula chulalongkorn thammasat kasetsart mahidol ramkhamhaeng sukhothai
muaythai buakaw changsuek warrior singha leo chula redbull krating songkran loykrathong
"""

THAI = """
รหัสผ่าน รหัส รหัสลับ ความลับ ผ่าน เข้าระบบ เข้าสู่ระบบ ผู้ดูแล ผู้ดูแลระบบ ผู้ใช้ ทดสอบ
ทดลอง ระบบ คอมพิวเตอร์ อินเทอร์เน็ต สวัสดี สวัสดีครับ สวัสดีค่ะ ขอบคุณ ขอบคุณครับ ขอบคุณค่ะ
ยินดีต้อนรับ ประเทศไทย ไทยแลนด์ เมืองไทย คนไทย กรุงเทพ กรุงเทพมหานคร พัทยา เมืองพัทยา ชลบุรี
ระยอง เชียงใหม่ เชียงราย ภูเก็ต ขอนแก่น โคราช นครราชสีมา อุบล อุดร สงขลา หาดใหญ่ อยุธยา
นนทบุรี ปทุมธานี สมุทรปราการ นครปฐม ราชบุรี เพชรบุรี ลำปาง ลำพูน พิษณุโลก นครสวรรค์ สุโขทัย
รัก รักนะ รักเธอ รักคุณ รักแม่ รักพ่อ รักไทย รักชาติ รักในหลวง ฉันรักเธอ ผมรักคุณ คิดถึง
คิดถึงนะ ความรัก ที่รัก หัวใจ กำลังใจ ความสุข สุขใจ สบายดี สบาย สนุก โชคดี ร่ำรวย รวย รวยรวย
เฮง เฮงเฮง เงินทอง เงิน ทอง ทองคำ ถูกหวย ลอตเตอรี่ แม่ พ่อ พ่อแม่ ลูก ลูกรัก ครอบครัว
บ้าน บ้านเรา เพื่อน เพื่อนรัก ครู นักเรียน โรงเรียน มหาวิทยาลัย หมู หมา แมว ช้าง เสือ มังกร
น้ำ น้ำหวาน น้ำฝน น้ำตาล ดาว ดวงดาว เดือน ตะวัน ฟ้า สายรุ้ง ดอกไม้ กุหลาบ มะลิ กล้วย มะม่วง
ทุเรียน ส้มตำ ข้าวผัด กะเพรา ต้มยำ ผัดไทย กาแฟ ชาเย็น สมชาย สมศักดิ์ สมศรี สมหญิง สมใจ
สมบูรณ์ สมพงษ์ สมพร ประเสริฐ ประสิทธิ์ ประยุทธ์ วิชัย วันชัย สุดา สุนีย์ มานี มานะ ปิติ ชูใจ
วีระ บุญมี มาลี รัตนา ศิริพร กนก ขวัญ นารี หน่วยงาน สำนักงาน ราชการ ข้าราชการ พนักงาน
เจ้าหน้าที่ เทศบาล กระทรวง กรม กอง ฝ่าย จังหวัด อำเภอ ตำบล นายก ปลัด ผู้อำนวยการ หัวหน้า
บุคลากร งานบุคคล การเงิน บัญชี พัสดุ แผนงาน งบประมาณ เงินเดือน บำนาญ สมรรถนะ ประเมิน ดิจิทัล
พระพุทธเจ้า พระเจ้า สาธุ ธรรมะ บุญ ในหลวง ทรงพระเจริญ สงกรานต์ ลอยกระทง ปีใหม่ มวยไทย
จันทร์ อังคาร พุธ พฤหัส ศุกร์ เสาร์ อาทิตย์ มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน
กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม กขค กขคง กกก ฟหกด ฟหกดเ ๆไำพะ ผปแอ
"""

FIRST, SECOND = 45, 6
"""So many words of the world and of Thai offices are put before and behind others."""


def words() -> frozenset[str]:
    """Every word in plain spelling, the Thai ones also as typed on a Latin keyboard."""
    thai = {folding.plain(word) for word in THAI.split()}
    keyed = {folding.plain(typed(word)) for word in THAI.split()}
    return frozenset({*WORLD.split(), *OFFICE.split(), *thai, *keyed})


def made() -> tuple[str, ...]:
    """The list: every word, and two of the most usual ones in a row, in order."""
    usual = WORLD.split()[:FIRST] + OFFICE.split()[:SECOND]
    pairs = {first + second for first, second in product(usual, usual)}
    return tuple(sorted(words() | pairs))


if __name__ == "__main__":
    PLACE.write_text("\n".join(made()) + "\n", "utf-8")
