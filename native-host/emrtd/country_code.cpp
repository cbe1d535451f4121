#include "emrtd/country_code.hpp"

namespace cccd_bridge::emrtd {

namespace {

// Three letters, two letters, a space. ISO 3166-1 first, then the codes that only ICAO 9303-3 §5 has.
constexpr std::string_view pairs =
    "ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE "
    "BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW "
    "CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY "
    "CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR "
    "FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU "
    "GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE "
    "JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT "
    "LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ "
    "MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ "
    "OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU "
    "RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK "
    "SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV "
    "TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA "
    "ZMBZM ZWEZW "
    "D  DE GBDGB GBDBM GBNGB GBOGB GBPGB GBSGB RKSKS RKSXK EUEEU UNOUN UNAUN ";

constexpr std::size_t stride = 6;
static_assert(pairs.size() % stride == 0);

std::string_view stateAt(std::size_t at) { return pairs.substr(at, pairs[at + 1] == ' ' ? 1 : 3); }

}  // namespace

bool isKnownState(std::string_view issuingState) {
    for (std::size_t at = 0; at < pairs.size(); at += stride)
        if (stateAt(at) == issuingState) return true;
    return false;
}

bool isSameCountry(std::string_view issuingState, std::string_view certificateCountry) {
    if (issuingState.empty()) return false;
    if (certificateCountry.size() == 3) return issuingState == certificateCountry;  // written as in the MRZ
    if (certificateCountry.size() != 2) return false;
    for (std::size_t at = 0; at < pairs.size(); at += stride)
        if (stateAt(at) == issuingState && pairs.substr(at + 3, 2) == certificateCountry) return true;
    return false;
}

}  // namespace cccd_bridge::emrtd
