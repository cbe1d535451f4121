#include "emrtd/pace_agreement.hpp"

#include "emrtd/crypto/diffie_hellman.hpp"
#include "emrtd/crypto/elliptic_curve.hpp"

#include <optional>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr Byte tagCurvePoint = 0x86;
constexpr Byte tagFieldElement = 0x84;
constexpr int maxKeyDraws = 64;

class CurveAgreement final : public PaceAgreement {
  public:
    explicit CurveAgreement(EllipticCurve curve) : curve_(std::move(curve)), generator_(curve_.generator()) {}

    Result<Bytes> drawKey(RandomSource& random) override {
        TRY(secret_, curve_.randomScalar(random));
        TRY(const CurvePoint point, curve_.multiply(*secret_, generator_));
        return curve_.encodePoint(point);
    }

    Result<SecretBytes> agree(ByteView cardPublic) const override {
        TRY(const CurvePoint shared, sharedPoint(cardPublic));
        return curve_.xCoordinate(shared);
    }

    // With own keys a and b, the card's mapping key C and the nonce s, the own public key over the mapped generator is
    // b·(s·G + a·C) = (b·s)·G + (a·b)·C, since the order is prime: one multiplication waits for the card instead of
    // two, and the generator itself is never needed.
    Result<void> prepareMapping(ByteView nonce, RandomSource& random) override {
        TRY(mappedSecret_, curve_.randomScalar(random));
        TRY(const CurveScalar number, curve_.reduceScalar(nonce));
        TRY(const CurveScalar factor, curve_.multiply(*mappedSecret_, number));
        TRY(nonceShare_, curve_.multiply(factor, generator_));
        return {};
    }

    Result<Bytes> mapGeneric(ByteView nonce, ByteView cardPublic, RandomSource& random) override {
        if (!secret_) return fail(ErrorCode::ProtocolInternal, "no own key was drawn");
        if (!nonceShare_) TRY_VOID(prepareMapping(nonce, random));
        TRY(const CurvePoint cardPoint, curve_.decodePoint(cardPublic));
        TRY(const CurveScalar factor, curve_.multiply(*secret_, *mappedSecret_));
        TRY(const CurvePoint cardShare, curve_.multiply(factor, cardPoint));
        TRY(const CurvePoint point, curve_.add(*nonceShare_, cardShare));
        secret_ = std::exchange(mappedSecret_, std::nullopt);
        return curve_.encodePoint(point);
    }

    Result<void> mapIntegrated(ByteView number) override {
        TRY(generator_, curve_.mapIntegrated(number));
        return {};
    }

    std::size_t fieldBits() const override { return curve_.fieldBits(); }
    Byte publicKeyTag() const override { return tagCurvePoint; }

  private:
    Result<CurvePoint> sharedPoint(ByteView cardPublic) const {
        if (!secret_) return fail(ErrorCode::ProtocolInternal, "no own key was drawn");
        TRY(const CurvePoint cardPoint, curve_.decodePoint(cardPublic));
        return curve_.multiply(*secret_, cardPoint);
    }

    EllipticCurve curve_;
    CurvePoint generator_;
    std::optional<CurveScalar> secret_{};
    std::optional<CurveScalar> mappedSecret_{};
    std::optional<CurvePoint> nonceShare_{};
};

class FieldAgreement final : public PaceAgreement {
  public:
    explicit FieldAgreement(DiffieHellmanGroup group) : group_(std::move(group)), generator_(group_.generator()) {}

    // Cards differ in whether they strip leading zeros of an integer, so a public key with none is drawn.
    Result<Bytes> drawKey(RandomSource& random) override {
        for (int draw = 0; draw < maxKeyDraws; ++draw) {
            TRY(secret_, group_.randomExponent(random));
            TRY(const FieldElement element, group_.power(generator_, *secret_));
            TRY(Bytes encoded, group_.encode(element));
            if (encoded.size() == (group_.fieldBits() + 7) / 8) return encoded;
        }
        return fail(ErrorCode::ProtocolInternal, "random source gives no usable key");
    }

    Result<SecretBytes> agree(ByteView cardPublic) const override {
        TRY(const FieldElement shared, sharedElement(cardPublic));
        return group_.sharedSecret(shared);
    }

    Result<Bytes> mapGeneric(ByteView nonce, ByteView cardPublic, RandomSource& random) override {
        TRY(const FieldElement shared, sharedElement(cardPublic));
        TRY(generator_, group_.mapGeneric(nonce, shared));
        return drawKey(random);
    }

    Result<void> mapIntegrated(ByteView number) override {
        TRY(generator_, group_.mapIntegrated(number));
        return {};
    }

    std::size_t fieldBits() const override { return group_.fieldBits(); }
    Byte publicKeyTag() const override { return tagFieldElement; }

  private:
    Result<FieldElement> sharedElement(ByteView cardPublic) const {
        if (!secret_) return fail(ErrorCode::ProtocolInternal, "no own key was drawn");
        TRY(const FieldElement element, group_.decode(cardPublic));
        return group_.power(element, *secret_);
    }

    DiffieHellmanGroup group_;
    FieldElement generator_;
    std::optional<FieldExponent> secret_{};
};

}  // namespace

Result<void> PaceAgreement::prepareMapping(ByteView /*nonce*/, RandomSource& /*random*/) { return {}; }

Result<std::unique_ptr<PaceAgreement>> PaceAgreement::create(const PaceInfo& info) {
    if (!info.groupId) return fail(ErrorCode::CardProtocolUnsupported, "domain parameters are not known");
    if (info.keyAgreement == PaceKeyAgreement::EllipticCurve) {
        TRY(EllipticCurve curve, EllipticCurve::standardised(*info.groupId));
        return std::make_unique<CurveAgreement>(std::move(curve));
    }
    TRY(DiffieHellmanGroup group, DiffieHellmanGroup::standardised(*info.groupId));
    return std::make_unique<FieldAgreement>(std::move(group));
}

}  // namespace cccd_bridge::emrtd
