#!/bin/bash
# Makes the synthetic issuers, document signers and chip keys of the simulated card, in the directory of this script.
# The results are committed, so that tests have fixed anchors; running it again makes new ones.
# Needs openssl 3. Profiles follow 9303-12 §7.1; nothing here belongs to a real authority.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
organisation="CCCD Bridge test issuer - not a real authority"

genkey() { openssl genpkey -quiet -algorithm "$2" "${@:3}" -out "$1.key.pem"; }
ec() { genkey "$1" EC -pkeyopt "ec_paramgen_curve:$2" -pkeyopt ec_param_enc:named_curve; }

cat > "$work/ca.cnf" <<CNF
[ca]
default_ca = issuer
[issuer]
database = $work/index.txt
new_certs_dir = $work
policy = any
rand_serial = yes
default_md = sha256
unique_subject = no
default_crl_days = 7300
string_mask = utf8only
[any]
countryName = supplied
organizationName = supplied
organizationalUnitName = optional
commonName = supplied
[req]
distinguished_name = dn
prompt = no
[dn]
[csca]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[link]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[wrong-usage]
keyUsage = critical,keyEncipherment
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[ds]
keyUsage = critical,digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
CNF

# spelled-out NAME CURVE: a key that spells its domain parameters out, as the issuer of Vietnamese passports does.
spelled-out() { genkey "$1" EC -pkeyopt "ec_paramgen_curve:$2" -pkeyopt ec_param_enc:explicit; }

# issuer NAME COUNTRY COMMON-NAME: a self-signed CSCA with a new key.
issuer() {
    ec "$1" brainpoolP384r1
    self-signed "$@"
}

# self-signed NAME COUNTRY COMMON-NAME: the certificate of an issuer whose key exists.
self-signed() {
    openssl req -new -utf8 -key "$1.key.pem" -subj "/C=$2/O=$organisation/OU=CSCA/CN=$3" -out "$work/$1.csr" -config "$work/ca.cnf"
    : > "$work/index.txt"
    openssl ca -batch -notext -config "$work/ca.cnf" -extensions csca -selfsign -keyfile "$1.key.pem" -in "$work/$1.csr" \
        -startdate 20200101000000Z -enddate 20500101000000Z -out "$1.cert.pem" 2>"$work/log" || { cat "$work/log"; exit 1; }
}

# signer NAME ISSUER COUNTRY COMMON-NAME START END [PROFILE]: a document signer for a key that exists.
signer() {
    openssl req -new -utf8 -key "$1.key.pem" -subj "/C=$3/O=$organisation/OU=Document signer/CN=$4" -out "$work/$1.csr" -config "$work/ca.cnf"
    openssl ca -batch -notext -config "$work/ca.cnf" -extensions "${7:-ds}" -cert "$2.cert.pem" -keyfile "$2.key.pem" -in "$work/$1.csr" \
        -startdate "$5" -enddate "$6" -out "$1.cert.pem" 2>"$work/log" || { cat "$work/log"; exit 1; }
}

issuer csca-vn VN "CCCD Bridge test CSCA"
issuer csca-unrelated VN "CCCD Bridge test CSCA, unrelated"
issuer csca-utopia UT "CCCD Bridge test CSCA Utopia"

ec ds-vn brainpoolP384r1
ec ds-vn-revoked brainpoolP384r1
ec ds-vn-expired brainpoolP384r1
ec ds-unrelated brainpoolP384r1
ec ds-utopia brainpoolP384r1
genkey ds-vn-rsa RSA -pkeyopt rsa_keygen_bits:3072
long="20200101000000Z 20450101000000Z"
: > "$work/index.txt"
signer ds-vn csca-vn VN "CCCD Bridge test signer 1" $long
signer ds-vn-rsa csca-vn VN "CCCD Bridge test signer 2, RSA" $long
signer ds-vn-expired csca-vn VN "CCCD Bridge test signer 3, expired" 20200101000000Z 20220101000000Z
signer ds-vn-revoked csca-vn VN "CCCD Bridge test signer 4, revoked" $long
openssl ca -config "$work/ca.cnf" -cert csca-vn.cert.pem -keyfile csca-vn.key.pem -revoke ds-vn-revoked.cert.pem -crl_reason keyCompromise 2>/dev/null
openssl ca -gencrl -config "$work/ca.cnf" -cert csca-vn.cert.pem -keyfile csca-vn.key.pem -out csca-vn.crl.pem 2>/dev/null
: > "$work/index.txt"
signer ds-unrelated csca-unrelated VN "CCCD Bridge test signer 5, unrelated issuer" $long
: > "$work/index.txt"
signer ds-utopia csca-utopia UT "CCCD Bridge test signer Utopia" $long

# The issuer's next key under the same name, and the link certificate by which the one before vouches for it.
issuer csca-vn-next VN "CCCD Bridge test CSCA"
: > "$work/index.txt"
openssl ca -batch -notext -config "$work/ca.cnf" -extensions link -cert csca-vn.cert.pem -keyfile csca-vn.key.pem \
    -in "$work/csca-vn-next.csr" -startdate 20230101000000Z -enddate 20500101000000Z -out csca-vn-link.cert.pem 2>/dev/null
ec ds-vn-next brainpoolP384r1
: > "$work/index.txt"
signer ds-vn-next csca-vn-next VN "CCCD Bridge test signer 6, next issuer key" $long

spelled-out csca-vn-explicit brainpoolP512r1
self-signed csca-vn-explicit VN "CCCD Bridge test CSCA, explicit parameters"
spelled-out ds-vn-explicit brainpoolP384r1
: > "$work/index.txt"
signer ds-vn-explicit csca-vn-explicit VN "CCCD Bridge test signer 7, explicit parameters" $long

# The first issuer again, its name in PrintableString: what it signs names its issuer in other string types.
printf '[req]\ndistinguished_name = dn\nprompt = no\nstring_mask = default\n[dn]\n' > "$work/printable.cnf"
openssl req -x509 -new -key csca-vn.key.pem -subj "/C=VN/O=$organisation/OU=CSCA/CN=CCCD Bridge test CSCA" -days 1 \
    -config "$work/printable.cnf" -addext subjectKeyIdentifier=hash -out "$work/csca-vn-printable.cert.pem"
ec ds-vn-printable brainpoolP384r1
ec ds-vn-wrong-usage brainpoolP384r1
: > "$work/index.txt"
openssl req -new -utf8 -key ds-vn-printable.key.pem -subj "/C=VN/O=$organisation/OU=Document signer/CN=CCCD Bridge test signer 8" \
    -out "$work/ds-vn-printable.csr" -config "$work/ca.cnf"
openssl ca -batch -notext -config "$work/ca.cnf" -extensions ds -cert "$work/csca-vn-printable.cert.pem" -keyfile csca-vn.key.pem \
    -in "$work/ds-vn-printable.csr" -startdate 20200101000000Z -enddate 20450101000000Z -out ds-vn-printable.cert.pem 2>/dev/null
: > "$work/index.txt"
signer ds-vn-wrong-usage csca-vn VN "CCCD Bridge test signer 9, not for signatures" $long wrong-usage

ec chip-authentication brainpoolP256r1
ec chip-authentication-clone brainpoolP256r1
ec chip-authentication-p384 secp384r1
genkey chip-authentication-dh DHX -pkeyopt dh_rfc5114:3
genkey active-authentication RSA -pkeyopt rsa_keygen_bits:2048
genkey active-authentication-clone RSA -pkeyopt rsa_keygen_bits:2048
genkey active-authentication-1024 RSA -pkeyopt rsa_keygen_bits:1024
genkey active-authentication-4096 RSA -pkeyopt rsa_keygen_bits:4096
ec active-authentication-bp256 brainpoolP256r1
ec active-authentication-p521 secp521r1
chmod 644 ./*.pem
