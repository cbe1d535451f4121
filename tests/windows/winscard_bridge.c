// Test only: Windows' winscard.dll inside wine, forwarding to the pcscd of this machine (wine 8's own answers nothing).
// What differs between the two: DWORD is 4 bytes in Windows and 8 in pcsc-lite, reader names are UTF-16, and two codes.
#include <reader.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <winscard.h>

#define WINDOWS __attribute__((ms_abi))

enum { longestName = 256, mostReaders = 33, windowsAtrSize = 36 };

typedef uint32_t Number;
typedef uint16_t Letter;

typedef struct {
    const Letter* reader;
    void* user;
    Number current, event, atrLength;
    uint8_t atr[windowsAtrSize];
} WindowsReaderState;

typedef struct {
    Number protocol, length;
} WindowsIoRequest;

static Number statusOf(LONG status) {
    const Number code = (Number)status;
    return code == (Number)SCARD_E_UNSUPPORTED_FEATURE ? 0x80100022U : code;
}

// Letters of the basic plane, which is what names of readers have.
static size_t toUtf8(const Letter* text, char* bytes) {
    size_t length = 0;
    for (; *text != 0 && length + 4 < longestName; ++text) {
        if (*text < 0x80) {
            bytes[length++] = (char)*text;
        } else if (*text < 0x800) {
            bytes[length++] = (char)(0xC0 | (*text >> 6));
            bytes[length++] = (char)(0x80 | (*text & 0x3F));
        } else {
            bytes[length++] = (char)(0xE0 | (*text >> 12));
            bytes[length++] = (char)(0x80 | ((*text >> 6) & 0x3F));
            bytes[length++] = (char)(0x80 | (*text & 0x3F));
        }
    }
    bytes[length] = 0;
    return length;
}

static size_t toUtf16(const char* bytes, size_t size, Letter* text) {
    size_t length = 0;
    for (size_t at = 0; at < size;) {
        const uint8_t first = (uint8_t)bytes[at];
        const size_t more = first < 0x80 ? 0 : first < 0xE0 ? 1 : 2;
        Number letter = more == 0 ? first : more == 1 ? first & 0x1FU : first & 0x0FU;
        for (size_t next = 1; next <= more && at + next < size; ++next)
            letter = (letter << 6) | ((uint8_t)bytes[at + next] & 0x3FU);
        text[length++] = (Letter)letter;
        at += more + 1;
    }
    return length;
}

WINDOWS Number bridgeEstablishContext(Number scope, const void* a, const void* b, uintptr_t* context) {
    SCARDCONTEXT made = 0;
    const LONG status = SCardEstablishContext(scope, a, b, &made);
    *context = (uintptr_t)made;
    return statusOf(status);
}

WINDOWS Number bridgeReleaseContext(uintptr_t context) { return statusOf(SCardReleaseContext((SCARDCONTEXT)context)); }

WINDOWS Number bridgeCancel(uintptr_t context) { return statusOf(SCardCancel((SCARDCONTEXT)context)); }

WINDOWS Number bridgeListReaders(uintptr_t context, const Letter* groups, Letter* names, Number* length) {
    (void)groups;
    char bytes[mostReaders * longestName];
    Letter text[mostReaders * longestName];
    DWORD size = sizeof(bytes);
    const LONG status = SCardListReaders((SCARDCONTEXT)context, NULL, bytes, &size);
    if (status != SCARD_S_SUCCESS) return statusOf(status);
    const size_t count = toUtf16(bytes, size, text);
    const Number room = *length;
    *length = (Number)count;
    if (names == NULL) return 0;
    if (room < count) return statusOf(SCARD_E_INSUFFICIENT_BUFFER);
    memcpy(names, text, count * sizeof(Letter));
    return 0;
}

WINDOWS Number bridgeGetStatusChange(uintptr_t context, Number timeout, WindowsReaderState* states, Number count) {
    SCARD_READERSTATE own[mostReaders];
    char names[mostReaders][longestName];
    if (count > mostReaders) return statusOf(SCARD_E_INVALID_PARAMETER);
    memset(own, 0, sizeof(own));
    for (Number at = 0; at < count; ++at) {
        toUtf8(states[at].reader, names[at]);
        own[at].szReader = names[at];
        own[at].dwCurrentState = states[at].current;
    }
    const LONG status = SCardGetStatusChange((SCARDCONTEXT)context, timeout, own, count);
    for (Number at = 0; at < count; ++at) {
        states[at].event = (Number)own[at].dwEventState;
        states[at].atrLength = own[at].cbAtr < windowsAtrSize ? (Number)own[at].cbAtr : 0;
        memcpy(states[at].atr, own[at].rgbAtr, states[at].atrLength);
    }
    return statusOf(status);
}

WINDOWS Number bridgeConnect(uintptr_t context, const Letter* reader, Number share, Number protocols, uintptr_t* card,
                             Number* protocol) {
    char name[longestName];
    SCARDHANDLE made = 0;
    DWORD chosen = 0;
    toUtf8(reader, name);
    const LONG status = SCardConnect((SCARDCONTEXT)context, name, share, protocols, &made, &chosen);
    *card = (uintptr_t)made;
    *protocol = (Number)chosen;
    return statusOf(status);
}

WINDOWS Number bridgeDisconnect(uintptr_t card, Number disposition) {
    return statusOf(SCardDisconnect((SCARDHANDLE)card, disposition));
}

WINDOWS Number bridgeBeginTransaction(uintptr_t card) { return statusOf(SCardBeginTransaction((SCARDHANDLE)card)); }

WINDOWS Number bridgeEndTransaction(uintptr_t card, Number disposition) {
    return statusOf(SCardEndTransaction((SCARDHANDLE)card, disposition));
}

WINDOWS Number bridgeTransmit(uintptr_t card, const WindowsIoRequest* sent, const uint8_t* command, Number size,
                              WindowsIoRequest* received, uint8_t* answer, Number* length) {
    (void)received;
    const SCARD_IO_REQUEST request = {sent->protocol, sizeof(request)};
    DWORD room = *length;
    const LONG status = SCardTransmit((SCARDHANDLE)card, &request, command, size, NULL, answer, &room);
    *length = (Number)room;
    return statusOf(status);
}

WINDOWS Number bridgeGetAttrib(uintptr_t card, Number attribute, uint8_t* value, Number* length) {
    DWORD room = *length;
    const LONG status = SCardGetAttrib((SCARDHANDLE)card, attribute, value, &room);
    *length = (Number)room;
    return statusOf(status);
}

// The names are not asked for by the host.
WINDOWS Number bridgeStatus(uintptr_t card, Letter* names, Number* nameLength, Number* state, Number* protocol,
                            uint8_t* atr, Number* atrLength) {
    (void)names;
    DWORD noNames = 0, ownState = 0, ownProtocol = 0, room = *atrLength;
    const LONG status = SCardStatus((SCARDHANDLE)card, NULL, &noNames, &ownState, &ownProtocol, atr, &room);
    *nameLength = (Number)noNames;
    *state = (Number)ownState;
    *protocol = (Number)ownProtocol;
    *atrLength = (Number)room;
    return statusOf(status);
}
