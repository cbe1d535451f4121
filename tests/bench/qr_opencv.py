# For ./dev bench qr: what OpenCV reads. One path a line in, one JSON list of texts and corners a line out.
import json
import sys

import cv2

detector = cv2.QRCodeDetector()
for line in sys.stdin:
    image = cv2.imread(line.rstrip("\n"), cv2.IMREAD_GRAYSCALE)
    found = []
    try:
        if image is not None:
            _, texts, corners, _ = detector.detectAndDecodeMulti(image)
            for text, points in zip(texts, corners if corners is not None else []):
                if text:
                    found.append({"text": text, "corners": [{"x": float(x), "y": float(y)} for x, y in points]})
    except (cv2.error, UnicodeDecodeError):
        pass
    print(json.dumps(found), flush=True)
