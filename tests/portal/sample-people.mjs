// Synthetic people: no number here can belong to anyone (99xxxx after the year).

/** Card facts of the people the sample database knows when nothing else is given. */
export const SAMPLE_PEOPLE = [
  {
    idNumber: '001199990123', oldIdNumber: '012345678', fullName: 'Nguyễn Thị Mẫu', dateOfBirth: '1999-02-05', sex: 'female', ethnicity: 'Kinh',
    placeOfOrigin: 'Phường Ba Đình, Thành phố Hà Nội', placeOfResidence: 'Số 1 Phố Mẫu, Phường Hoàn Kiếm, Thành phố Hà Nội',
    fatherName: 'Nguyễn Văn Cha', motherName: 'Lê Thị Mẹ',
  },
  {
    idNumber: '079058990456', oldIdNumber: '', fullName: 'Trần Văn Thử', dateOfBirth: '1958', sex: 'male', ethnicity: 'Hoa',
    placeOfOrigin: 'Xã Cẩm Giàng, Thành phố Hải Phòng', placeOfResidence: 'Tổ 10 Ấp An Thái, Phường Sài Gòn, Thành phố Hồ Chí Minh',
  },
];
