/** The package marks its ES modules as CommonJS, and the types believe it; the bundler sees what is there. */
declare module 'antd/es/locale/zh_CN.js' {
  const locale: NonNullable<import('antd').ConfigProviderProps['locale']>;
  export default locale;
}
