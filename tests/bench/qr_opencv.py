# For ./dev bench qr: what OpenCV reads. Says first, in a line, which of its readers there is; then one path a line in, one JSON
# list of texts a line out.
import json
import os
import re
import sys

import cv2

# It complains on standard output that it was built without a decoder.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

# Debian's build finds codes, but decodes them only with its WeChat reader: the plain one needs quirc, which is left out.
has_quirc = re.search("quirc: *YES", cv2.getBuildInformation(), re.IGNORECASE) is not None
has_wechat = hasattr(cv2, "wechat_qrcode_WeChatQRCode")


def read_plain(image):
    return cv2.QRCodeDetector().detectAndDecodeMulti(image)[1]


def read_wechat(image, reader=cv2.wechat_qrcode_WeChatQRCode() if has_wechat else None):
    return reader.detectAndDecode(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR))[0]


readers = ([read_plain] if has_quirc else []) + ([read_wechat] if has_wechat else [])
names = ["QRCodeDetector" if has_quirc else "", "WeChat reader without its networks" if has_wechat else ""]
print(json.dumps({"version": cv2.__version__, "readers": [name for name in names if name]}), file=answers, flush=True)
for line in sys.stdin:
    image = cv2.imread(line.rstrip("\n"), cv2.IMREAD_GRAYSCALE)
    found = []
    for read in readers if image is not None else []:
        try:
            found.append([text for text in read(image) if text])
        except (cv2.error, UnicodeDecodeError):
            pass
    print(json.dumps([{"text": text} for text in max(found, key=len, default=[])]), file=answers, flush=True)
